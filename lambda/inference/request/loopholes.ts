import { type Fields, isObject } from '../../shared/fields';
import { type Issues, join } from '../../shared/issues';

/** Prefix of Bedrock's own names in a model's JSON. `amazon-bedrock-guardrailConfig` selects what is evaluated, and when. */
const RESERVED = 'amazon-bedrock-';

/**
 * Refuses every field that would limit the deployment's guardrail to a part of the request. IAM cannot: its policies see
 * the guardrail that a request names, but not the content of the request.
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
      'would limit the guardrail to this part of the request; send an ordinary block',
    );
  }
};

const refuseReserved = (free: unknown, path: string, issues: Issues): void => {
  for (const name of isObject(free) ? Object.keys(free) : []) {
    // Case-insensitive, because AWS does not document which cases Bedrock accepts.
    if (!name.toLowerCase().startsWith(RESERVED)) continue;
    issues.add(join(path, name), 'could change what the guardrail of this deployment evaluates; omit it');
  }
};

/** Returns the entries of a list. Another value is an issue of its shape. */
const entriesOf = (value: unknown): Iterable<[number, unknown]> => (Array.isArray(value) ? value.entries() : []);
