import { distance } from 'fastest-levenshtein';
import { ALLOWED_GROUPS, EVERYONE, NOBODY } from './audience';
import { csvColumnProblem } from './csv-columns';
import type { DocumentProblem } from './document-finding';
import { repeatedNames } from './repeated-names';

/** Suffix of the file with the metadata of a document: `handbook.pdf.metadata.json`. */
export const SIDECAR_SUFFIX = '.metadata.json';

/** Returns the key of the document that a sidecar describes. */
export const documentOf = (sidecar: string): string => sidecar.slice(0, -SIDECAR_SUFFIX.length);

/**
 * Limits of a sidecar and of its attributes, on S3 Vectors.
 * Source: Amazon Bedrock User Guide, "Include metadata in a data source to improve knowledge base query" and "Prerequisites
 * for using a vector store you created for a knowledge base".
 */
export const SIDECAR_LIMITS = { bytes: 10 * 1024, attributes: 35, attributeBytes: 1024, key: 100, list: 10 } as const;

/** Names that Bedrock gives to attributes of its own. */
const RESERVED = /^(?:x-amz-bedrock|AMAZON_BEDROCK)/i;

/** Everything that a sidecar may contain. A restriction in another place would restrict nothing. */
const SIDECAR_KEYS: ReadonlySet<string> = new Set(['metadataAttributes', 'documentStructureConfiguration']);
const TYPED_KEYS: ReadonlySet<string> = new Set(['value', 'includeForEmbedding']);
const VALUE_KEYS = /^(?:type|(?:string|number|boolean|stringList)Value)$/;

type Json = Readonly<Record<string, unknown>>;

/** A sidecar that can be indexed. */
export interface Sidecar {
  /** All of the file. */
  readonly content: Json;
  readonly attributes: Json;
  /** Groups who may see the document. @default - the sidecar does not say */
  readonly groups: readonly string[] | undefined;
}

/**
 * Reads a sidecar, or returns the reason why it cannot be indexed. An attribute is a string, a number, true, false, a list
 * of strings, or the typed form of the API.
 */
export function readSidecar(text: string): Sidecar | DocumentProblem {
  if (Buffer.byteLength(text) > SIDECAR_LIMITS.bytes) return { code: 'sidecar-too-large' };
  const content = parse(text);
  const attributes = content?.metadataAttributes;
  const [repeated] = content ? repeatedNames(text, content) : [];
  if (repeated !== undefined) return { code: 'sidecar-repeated-name', about: repeated };
  if (!content || !isObject(attributes)) return { code: 'sidecar-unreadable' };
  const beside = Object.keys(content).find((key) => !SIDECAR_KEYS.has(key));
  if (beside !== undefined) return { code: 'sidecar-beside', about: beside };
  const entries = Object.entries(attributes).map(([key, value]) => [key, plain(value)] as const);
  const plainBytes = Buffer.byteLength(JSON.stringify(Object.fromEntries(entries)));
  if (entries.length > SIDECAR_LIMITS.attributes || plainBytes > SIDECAR_LIMITS.attributeBytes) {
    return { code: 'sidecar-too-large' };
  }
  const [wrong] = entries.find(([key, value]) => !isKey(key) || !isValue(value)) ?? [];
  if (wrong !== undefined) return { code: 'sidecar-attribute', about: wrong };
  const groups = groupsOf(attributes);
  if (groups && 'code' in groups) return groups;
  return csvColumnProblem(content.documentStructureConfiguration) ?? { content, attributes, groups };
}

/** Most letters by which a name of an attribute is taken for a misspelt `allowedGroups`. */
const MISSPELT = 2;

/** Returns the groups who may see the document; undefined if the sidecar does not say. */
function groupsOf(attributes: Json): readonly string[] | undefined | DocumentProblem {
  const about = Object.keys(attributes).find(isMisspelt) ?? unsaidRestriction(attributes);
  if (about !== undefined) return { code: 'sidecar-groups', about };
  if (!Object.hasOwn(attributes, ALLOWED_GROUPS)) return undefined;
  const groups = plain(attributes[ALLOWED_GROUPS]);
  return isStrings(groups) ? groups : { code: 'sidecar-groups', about: ALLOWED_GROUPS };
}

/** Names of attributes that speak of who may see something. */
const ABOUT_ACCESS = /group|allow|access|acl\b|restrict|audience|permi|visib|confidential|deny|denied/i;

/**
 * Returns the name of an attribute that seems to restrict a document, unless the sidecar says who may see it: with
 * `allowedGroups`, an attribute such as `productGroup` is no mistake.
 */
const unsaidRestriction = (attributes: Json): string | undefined =>
  Object.hasOwn(attributes, ALLOWED_GROUPS)
    ? undefined
    : Object.keys(attributes).find((key) => ABOUT_ACCESS.test(key.normalize('NFKC')));

/** A document whose restriction is misspelt must not become one that everybody may see. */
function isMisspelt(key: string): boolean {
  const letters = key
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return key !== ALLOWED_GROUPS && distance(letters, ALLOWED_GROUPS.toLowerCase()) <= MISSPELT;
}

/**
 * Returns the sidecar of a document that everybody may see, if the given one does not say who may; undefined if it does.
 *
 * @param sidecar undefined if the document has none
 */
export function openSidecar(sidecar: Sidecar | undefined): string | undefined {
  if (sidecar?.groups) return undefined;
  const metadataAttributes = { ...sidecar?.attributes, [ALLOWED_GROUPS]: [EVERYONE] };
  return JSON.stringify({ ...sidecar?.content, metadataAttributes });
}

/** Returns the text of a sidecar that says no more than who may see a document. */
export const sidecarFor = (groups: readonly string[]): string =>
  JSON.stringify({ metadataAttributes: { [ALLOWED_GROUPS]: groups } });

/** Attribute of a sidecar with which a check has hidden a document: the code of its reason. */
const HIDDEN_BECAUSE = 'hiddenBecause';

/** Returns the text of a sidecar that hides its document from everybody, with the reason. */
export const hidingSidecar = (reason: string): string =>
  JSON.stringify({ metadataAttributes: { [ALLOWED_GROUPS]: [NOBODY], [HIDDEN_BECAUSE]: reason } });

/** Returns the reason for which a check has hidden a document; undefined if none has. */
export function hiddenBecause({ attributes, groups }: Sidecar): string | undefined {
  const reason = attributes[HIDDEN_BECAUSE];
  return typeof reason === 'string' && groups?.length === 1 && groups[0] === NOBODY ? reason : undefined;
}

const parse = (text: string): Json | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Returns the value of the typed form, `{ value: { type: 'STRING', stringValue: 'a' } }`; other values as they are. */
const plain = (attribute: unknown): unknown => {
  if (!isObject(attribute) || !isObject(attribute.value)) return attribute;
  const isKnown = Object.keys(attribute).every((key) => TYPED_KEYS.has(key));
  if (!isKnown || !Object.keys(attribute.value).every((key) => VALUE_KEYS.test(key))) return attribute;
  const { type, stringValue, numberValue, booleanValue, stringListValue } = attribute.value;
  const values: Json = {
    STRING: stringValue,
    NUMBER: numberValue,
    BOOLEAN: booleanValue,
    STRING_LIST: stringListValue,
  };
  return typeof type === 'string' && Object.hasOwn(values, type) ? values[type] : attribute;
};

const isKey = (key: string): boolean => key.length > 0 && key.length <= SIDECAR_LIMITS.key && !RESERVED.test(key);

const isValue = (value: unknown): boolean =>
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  isStrings(value);

const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= SIDECAR_LIMITS.list &&
  value.every((entry) => typeof entry === 'string' && entry.length > 0);

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
