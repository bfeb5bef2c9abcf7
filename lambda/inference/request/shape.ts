import { NormalizedSchema } from '@smithy/core/schema';
import { isObject } from '../../shared/fields';
import { type Issues, join } from '../../shared/issues';
import { ExactNumber } from '../../shared/numbers';
import { checkDocument } from './document';
import { RULES } from './rules';

/** More entries than any list or map of the API can use. */
const MOST_ENTRIES = 10_000;

/** Base64 with its padding. `Buffer.from` ignores characters that are not base64. */
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

export const isBase64 = (text: string): boolean => text.length % 4 === 0 && BASE64.test(text);

/** Shape of the API, as the SDK describes it. */
export type Schema = Parameters<typeof NormalizedSchema.of>[0];

/**
 * Checks a JSON value against the SDK's own schema of a request. Reports every field that is unknown, missing, of the
 * wrong type or against the rules. Bytes are base64 text.
 */
export const checkShape = (schema: Schema, value: unknown, issues: Issues): undefined =>
  check(NormalizedSchema.of(schema), value, '', issues);

const check = (schema: NormalizedSchema, value: unknown, path: string, issues: Issues): undefined => {
  if (schema.isDocumentSchema()) return checkDocument(value, path, issues);
  if (schema.isListSchema()) return checkList(schema, value, path, issues);
  if (schema.isMapSchema()) return checkMap(schema, value, path, issues);
  if (schema.isUnionSchema()) return checkUnion(schema, value, path, issues);
  if (schema.isStructSchema()) return checkStructure(schema, value, path, issues);
  const wrong = wrongScalar(schema, value);
  if (wrong !== undefined) issues.add(path, wrong);
};

const wrongScalar = (schema: NormalizedSchema, value: unknown): string | undefined => {
  if (schema.isBlobSchema()) {
    return typeof value === 'string' && isBase64(value) ? undefined : 'must be bytes in base64, with padding';
  }
  if (schema.isBooleanSchema()) return typeof value === 'boolean' ? undefined : 'must be true or false';
  if (schema.isNumericSchema()) return Number.isFinite(plain(value)) ? undefined : 'must be a number';
  return typeof value === 'string' ? undefined : 'must be a string';
};

const plain = (value: unknown): unknown => (value instanceof ExactNumber ? Number(value.text) : value);

const checkList = (schema: NormalizedSchema, value: unknown, path: string, issues: Issues): undefined => {
  if (!Array.isArray(value)) return issues.add(path, 'must be a list');
  if (value.length > MOST_ENTRIES) return issues.add(path, `must have at most ${MOST_ENTRIES} entries`);
  const member = schema.getValueSchema();
  value.forEach((entry, index) => {
    check(member, entry, `${path}[${index}]`, issues);
  });
};

const checkMap = (schema: NormalizedSchema, value: unknown, path: string, issues: Issues): undefined => {
  if (!isObject(value)) return issues.add(path, 'must be an object');
  const names = Object.keys(value);
  if (names.length > MOST_ENTRIES) return issues.add(path, `must have at most ${MOST_ENTRIES} entries`);
  if (names.includes('__proto__')) return issues.add(path, 'must not have an entry named __proto__');
  const member = schema.getValueSchema();
  for (const name of names) check(member, value[name], join(path, name), issues);
};

const checkUnion = (schema: NormalizedSchema, value: unknown, path: string, issues: Issues): undefined => {
  if (!isObject(value)) return issues.add(path, 'must be an object');
  const members = new Map(schema.structIterator());
  const [name, ...others] = Object.keys(value);
  const member = name === undefined ? undefined : members.get(name);
  if (name === undefined || !member || others.length > 0) {
    return issues.add(path, `must have exactly one of these fields: ${[...members.keys()].join(', ')}`);
  }
  checkMember(schema, name, member, value[name], path, issues);
};

const checkStructure = (schema: NormalizedSchema, value: unknown, path: string, issues: Issues): undefined => {
  if (!isObject(value)) return issues.add(path, 'must be an object');
  const members = new Map(schema.structIterator());
  for (const name of requiredMembers(schema)) {
    if (value[name] === undefined) issues.add(join(path, name), 'is missing');
  }
  for (const name of Object.keys(value)) {
    const member = members.get(name);
    if (!member) issues.add(join(path, name), 'is not a field of this operation');
    else if (value[name] !== undefined) checkMember(schema, name, member, value[name], path, issues);
  }
};

const checkMember = (
  parent: NormalizedSchema,
  name: string,
  member: NormalizedSchema,
  value: unknown,
  path: string,
  issues: Issues,
): undefined => {
  const before = issues.count;
  check(member, value, join(path, name), issues);
  const wrong = issues.count === before ? RULES[`${parent.getName()}.${name}`]?.(plain(value)) : undefined;
  if (wrong !== undefined) issues.add(join(path, name), wrong);
};

/** A structure's table ends with the number of its required members, which come first. */
const requiredMembers = (schema: NormalizedSchema): readonly string[] => {
  const table = schema.getSchema();
  return Array.isArray(table) && table[0] === 3 ? table[4].slice(0, table[6] ?? 0) : [];
};
