import { OutputError } from './output-error';

export type Json = Readonly<Record<string, unknown>>;

/**
 * Place of a value in a file: the field of an object, or an entry of a list. It becomes text only for an error, so that
 * reading a file makes no text for each of its values.
 */
export interface Place {
  readonly field: string;
  readonly index?: number;
  readonly within?: Place;
}

/** Place of an entry of a list. One object serves for the whole list: its index grows. */
export interface ListPlace extends Place {
  index: number;
}

/** Returns the object at the top of a file. */
export function topOf(json: unknown): Json {
  if (!isObject(json)) throw new OutputError('The file', kindError(json, 'an object'));
  return json;
}

/** Returns a field that must be there as an object. */
export function objectIn(json: Json, field: string): Json {
  const value = json[field];
  if (!isObject(value)) throw new OutputError(field, kindError(value, 'an object'));
  return value;
}

/** Returns a field that may be absent, as an object. */
export function optionalObject(json: Json, field: string, within?: Place): Json | undefined {
  const value = json[field];
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw wrongKind(value, 'an object', { field, within });
  return value;
}

/** Returns a field as a list of objects: without an entry if it is absent. */
export function optionalObjects(json: Json, field: string, within?: Place): readonly Json[] {
  const value = json[field];
  return value === undefined || value === null ? [] : objectsIn(json, field, within);
}

/** Returns a field that must be there as a list of objects. */
export function objectsIn(json: Json, field: string, within?: Place): readonly Json[] {
  const value = json[field];
  if (!Array.isArray(value)) throw wrongKind(value, 'a list', { field, within });
  const wrong = value.findIndex((entry) => !isObject(entry));
  if (wrong >= 0) throw wrongKind(value[wrong], 'an object', { field, index: wrong, within });
  return value;
}

/** Returns a field that must be there as text. */
export function textIn(json: Json, field: string, within: Place): string {
  const value = json[field];
  if (typeof value !== 'string') throw wrongKind(value, 'a string', { field, within });
  return value;
}

/** Returns a field that may be absent, as text. */
export function optionalText(json: Json, field: string, within: Place): string | undefined {
  const value = json[field];
  return value === undefined || value === null ? undefined : textIn(json, field, within);
}

/** Returns a field that may be absent, as a finite number. */
export function optionalNumber(json: Json, field: string, within: Place): number | undefined {
  const value = json[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw wrongKind(value, 'a finite number', { field, within });
  return value;
}

const wrongKind = (value: unknown, expected: string, place: Place): OutputError =>
  new OutputError(pathOf(place), kindError(value, expected));

const pathOf = ({ field, index, within }: Place): string =>
  `${within ? `${pathOf(within)}.` : ''}${field}${index === undefined ? '' : `[${index}]`}`;

const kindError = (value: unknown, expected: string): string =>
  value === undefined ? `is missing; expected ${expected}` : `is ${kindOf(value)}; expected ${expected}`;

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return Number.isFinite(value) ? 'a number' : 'not a finite number';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
