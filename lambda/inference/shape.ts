import { NormalizedSchema } from '@smithy/core/schema';
import { fromBase64 } from './binary';
import { checkDocument } from './document';
import { isObject } from './fields';
import { type Issues, join } from './issues';
import { RULES } from './rules';

/** More entries than any list or map of the API can use. */
const MOST_ENTRIES = 10_000;

/** What the SDK knows of one of its shapes: it serializes by these very tables. */
export type Schema = Parameters<typeof NormalizedSchema.of>[0];

/**
 * Checks a JSON value against the SDK's own schema of a request, and turns base64 text into bytes where the API has bytes.
 * Reports every field that is unknown, missing, of the wrong type or against the rules; returns the value for the SDK.
 */
export const checkShape = (schema: Schema, value: unknown, issues: Issues): unknown =>
  check(NormalizedSchema.of(schema), value, '', issues);

const check = (schema: NormalizedSchema, value: unknown, path: string, issues: Issues): unknown => {
  if (schema.isDocumentSchema()) return checkDocument(value, path, issues);
  if (schema.isListSchema()) return checkList(schema, value, path, issues);
  if (schema.isMapSchema()) return checkMap(schema, value, path, issues);
  if (schema.isUnionSchema()) return checkUnion(schema, value, path, issues);
  if (schema.isStructSchema()) return checkStructure(schema, value, path, issues);
  if (schema.isBlobSchema()) return checkBytes(value, path, issues);
  if (schema.isBooleanSchema()) return typeof value === 'boolean' ? value : issues.add(path, 'must be true or false');
  if (schema.isNumericSchema()) return Number.isFinite(value) ? value : issues.add(path, 'must be a number');
  return typeof value === 'string' ? value : issues.add(path, 'must be a string');
};

const checkBytes = (value: unknown, path: string, issues: Issues): unknown =>
  (typeof value === 'string' && fromBase64(value)) || issues.add(path, 'must be bytes in base64, with padding');

const checkList = (schema: NormalizedSchema, value: unknown, path: string, issues: Issues): unknown => {
  if (!Array.isArray(value)) return issues.add(path, 'must be a list');
  if (value.length > MOST_ENTRIES) return issues.add(path, `must have at most ${MOST_ENTRIES} entries`);
  const member = schema.getValueSchema();
  return value.map((entry, index) => check(member, entry, `${path}[${index}]`, issues));
};

const checkMap = (schema: NormalizedSchema, value: unknown, path: string, issues: Issues): unknown => {
  if (!isObject(value)) return issues.add(path, 'must be an object');
  const names = Object.keys(value);
  if (names.length > MOST_ENTRIES) return issues.add(path, `must have at most ${MOST_ENTRIES} entries`);
  if (names.includes('__proto__')) return issues.add(path, 'must not have an entry named __proto__');
  const member = schema.getValueSchema();
  return Object.fromEntries(names.map((name) => [name, check(member, value[name], join(path, name), issues)]));
};

const checkUnion = (schema: NormalizedSchema, value: unknown, path: string, issues: Issues): unknown => {
  if (!isObject(value)) return issues.add(path, 'must be an object');
  const members = new Map(schema.structIterator());
  const [name, ...others] = Object.keys(value);
  const member = name === undefined ? undefined : members.get(name);
  if (name === undefined || !member || others.length > 0) {
    return issues.add(path, `must have exactly one of these fields: ${[...members.keys()].join(', ')}`);
  }
  return { [name]: checkMember(schema, name, member, value[name], path, issues) };
};

const checkStructure = (schema: NormalizedSchema, value: unknown, path: string, issues: Issues): unknown => {
  if (!isObject(value)) return issues.add(path, 'must be an object');
  const members = new Map(schema.structIterator());
  for (const name of requiredMembers(schema)) {
    if (value[name] === undefined) issues.add(join(path, name), 'is missing');
  }
  const checked: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const member = members.get(name);
    if (!member) issues.add(join(path, name), 'is not a field of this operation');
    else if (value[name] !== undefined) checked[name] = checkMember(schema, name, member, value[name], path, issues);
  }
  return checked;
};

const checkMember = (
  parent: NormalizedSchema,
  name: string,
  member: NormalizedSchema,
  value: unknown,
  path: string,
  issues: Issues,
): unknown => {
  const before = issues.count;
  const checked = check(member, value, join(path, name), issues);
  const wrong = issues.count === before ? RULES[`${parent.getName()}.${name}`]?.(value) : undefined;
  return wrong === undefined ? checked : issues.add(join(path, name), wrong);
};

/** A structure's table ends with the number of its required members, which come first. */
const requiredMembers = (schema: NormalizedSchema): readonly string[] => {
  const table = schema.getSchema();
  return Array.isArray(table) && table[0] === 3 ? table[4].slice(0, table[6] ?? 0) : [];
};
