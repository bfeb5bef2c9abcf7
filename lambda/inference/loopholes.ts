import { type Fields, isObject } from './fields';
import { type Issues, join } from './issues';

/** Bedrock's own names within a model's JSON: `amazon-bedrock-guardrailConfig` says which part is judged, and when. */
const RESERVED = 'amazon-bedrock-';

/**
 * Refuses every field that would keep the deployment's guardrail from judging the whole. A policy of IAM cannot: it sees
 * which guardrail a request names, and nothing of what the request holds.
 */
export const refuseLoopholes = (fields: Fields, issues: Issues): void => {
  refuseMarks(fields.system, 'system', issues);
  for (const [index, message] of entriesOf(fields.messages)) {
    if (isObject(message)) refuseMarks(message.content, `messages[${index}].content`, issues);
  }
  refuseReserved(fields.body, 'body', issues);
  refuseReserved(fields.additionalModelRequestFields, 'additionalModelRequestFields', issues);
};

const refuseMarks = (blocks: unknown, path: string, issues: Issues): void => {
  for (const [index, block] of entriesOf(blocks)) {
    if (!isObject(block) || !Object.hasOwn(block, 'guardContent')) continue;
    issues.add(
      `${path}[${index}].guardContent`,
      'would mark a part for the guardrail, which then leaves the rest unjudged; send an ordinary block',
    );
  }
};

const refuseReserved = (free: unknown, path: string, issues: Issues): void => {
  for (const name of isObject(free) ? Object.keys(free) : []) {
    // In any case of letters: which of them Bedrock takes is not documented.
    if (!name.toLowerCase().startsWith(RESERVED)) continue;
    issues.add(join(path, name), 'could change what the guardrail of this deployment judges; leave it out');
  }
};

/** What is no list is an issue of its shape, and has nothing to look through. */
const entriesOf = (value: unknown): Iterable<[number, unknown]> => (Array.isArray(value) ? value.entries() : []);
