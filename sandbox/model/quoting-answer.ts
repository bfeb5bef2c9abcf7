import type { ChatCompletionRequest } from '@copilotkit/aimock';

/** Share of a question's words that a sentence must have to be its answer. */
const ENOUGH = 1 / 3;

const PASSAGE = /<(passage-[\da-f]+) number="(\d+)">\n([\s\S]*?)\n<\/\1>/g;

/** Returns the search of an agent for its question; undefined for a request without the tool, and after the search. */
export function searchingCall({ messages, tools }: ChatCompletionRequest): ToolCall | undefined {
  const isAgent = tools?.some((tool) => tool.function.name === 'retrieve');
  if (!isAgent || messages.some(({ role }) => role === 'tool')) return undefined;
  const query = plainText(messages.at(-1)?.content).replace(/^\s*Question:\s*/, '');
  return { name: 'retrieve', arguments: JSON.stringify({ query }) };
}

interface ToolCall {
  readonly name: string;
  readonly arguments: string;
}

/**
 * Returns an answer from the passages of a request: the sentence that has most words of the question, with the number of
 * its passage; the marker of the instructions if no sentence has enough of them. Undefined for a request without passages.
 */
export function quotingAnswer({ messages }: ChatCompletionRequest): string | undefined {
  const text = (role: string) => messages.filter((one) => one.role === role).map(({ content }) => plainText(content));
  const asked = text('user').at(-1) ?? '';
  const passages = [...[...text('tool'), asked].join('\n').matchAll(PASSAGE)];
  if (passages.length === 0 && text('tool').length === 0) return undefined;
  const question = tokensOf(asked.replaceAll(PASSAGE, '').replace(/^\s*Question:/, ''));
  const sentences = passages.flatMap(([, , number = '', passage = '']) =>
    passage
      .split(/(?<=[.?!])\s+|\n+/)
      .filter((sentence) => !sentence.startsWith('#'))
      .map((sentence) => ({ sentence, number, shared: shareOf(question, tokensOf(sentence)) })),
  );
  const [best] = sentences.sort((one, other) => other.shared - one.shared);
  if (best && best.shared >= ENOUGH) return `${best.sentence.trim()} [${best.number}]`;
  return /write only (\w+)/.exec(text('system').join('\n'))?.[1] ?? 'The passages do not answer the question.';
}

/** Beginnings of words, and pairs of syllables of Hangul, whose words have endings. */
function tokensOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[a-z\d]{3,}|[\uac00-\ud7a3]{2,}/g) ?? [];
  return new Set(
    words
      .filter((word) => !COMMON.has(word))
      .flatMap((word) => (/[a-z\d]/.test(word) ? word.slice(0, 5) : pairs(word))),
  );
}

const pairs = (word: string): string[] => Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));

const COMMON = new Set(
  'and are can does for from has have how many may the what when where which who with you your'.split(' '),
);

const shareOf = (question: ReadonlySet<string>, sentence: ReadonlySet<string>): number =>
  [...question].filter((token) => sentence.has(token)).length / Math.max(1, question.size);

const plainText = (content: unknown): string => {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part: { readonly text?: string }) => part.text ?? '').join('\n');
};
