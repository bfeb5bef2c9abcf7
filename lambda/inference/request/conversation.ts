import { type Fields, isObject } from '../../shared/fields';
import type { Issues } from '../../shared/issues';

/**
 * Reports what Bedrock refuses in any conversation, although each field has the right form: a first message that is not
 * the user's, blank text, toolUse and toolResult blocks that do not belong together, a document's name twice.
 */
export const checkConversation = (fields: Fields, issues: Issues): void => {
  checkText(fields.system, 'system', issues);
  const messages = listOf(fields.messages).map(asFields);
  const first = messages.findIndex(({ role }) => role !== 'system');
  if (messages[first]?.role === 'assistant') {
    issues.add(`messages[${first}].role`, 'must be user, because the user begins a conversation');
  }
  let before: Fields = {};
  const names = new Set<unknown>();
  messages.forEach((message, index) => {
    const path = `messages[${index}].content`;
    checkText(message.content, path, issues);
    checkNames(message.content, path, names, issues);
    if (message.role === 'system') return;
    checkResults(before, message, path, issues);
    before = message;
  });
};

const checkText = (content: unknown, path: string, issues: Issues): void => {
  listOf(content).forEach((block, index) => {
    const { text } = asFields(block);
    if (typeof text === 'string' && text.trim() === '') {
      issues.add(`${path}[${index}].text`, 'must have a character that is not white space; omit the block');
    }
  });
};

/** Each document of a conversation has a name of its own, also one that a tool returns. */
const checkNames = (content: unknown, path: string, names: Set<unknown>, issues: Issues): void => {
  listOf(content).forEach((block, index) => {
    const { document, toolResult } = asFields(block);
    const at = `${path}[${index}]`;
    if (isObject(toolResult)) checkNames(toolResult.content, `${at}.toolResult.content`, names, issues);
    if (!isObject(document)) return;
    if (names.has(document.name)) issues.add(`${at}.document.name`, 'must differ from the names of other documents');
    names.add(document.name);
  });
};

/** Every toolUse block of an assistant message has its result in the next message, and no result is without one. */
const checkResults = (before: Fields, message: Fields, path: string, issues: Issues): void => {
  const open = new Set(before.role === 'assistant' ? toolUses(before) : []);
  if (message.role === 'assistant' && new Set(toolUses(message)).size < toolUses(message).length) {
    issues.add(path, 'must have a toolUseId of its own for each toolUse block');
  }
  listOf(message.content).forEach((block, index) => {
    const { toolResult } = asFields(block);
    // Results of the model's own tools are in the assistant's message.
    if (!isObject(toolResult) || message.role === 'assistant' || open.delete(toolResult.toolUseId)) return;
    issues.add(
      `${path}[${index}].toolResult.toolUseId`,
      'must be the id of a toolUse block of the message before, once; keep that message, or omit the result',
    );
  });
  if (open.size > 0) issues.add(path, 'must have a toolResult for each toolUse block of the message before');
};

const toolUses = ({ content }: Fields): readonly unknown[] =>
  listOf(content).flatMap((block) => {
    const { toolUse } = asFields(block);
    return isObject(toolUse) && toolUse.type === undefined ? [toolUse.toolUseId] : [];
  });

/** Other values are issues of their shape. */
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const asFields = (value: unknown): Fields => (isObject(value) ? value : {});
