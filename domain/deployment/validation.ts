import { inspect } from 'node:util';
import type { ModelCatalogue } from '../models/model-catalogue';
import { nearest } from '../nearest';
import type { ConfigCode, Problem } from './config-error';
import { refusedFeature } from './refused-features';

/** Place of a value in the table, and what its surroundings already say. */
export interface Place {
  readonly deployment: string;
  readonly path: string;
  /** Region of the row. Absent if it is invalid, so that other values are not validated against it. */
  readonly region?: string | undefined;
  /** ISO day. */
  readonly today: string;
  /** Models that the row can name. */
  readonly catalogue: ModelCatalogue;
  /** Items of the list that the value is in: a suggestion repeats none of them. */
  readonly siblings?: readonly unknown[];
  /** Tells whether the rest of the row is as valid in this Region. @default - every Region will do */
  readonly acceptsRegion?: (region: string) => boolean;
}

/** Validates a value of any type and never throws: the table can come from untyped code. */
export type Validator = (value: unknown, place: Place) => readonly Problem[];

type Text<T> = string | ((value: T, place: Place) => string);

/** One row of a table of constraints: what must hold, and what to say if it does not. */
export interface Constraint<T> {
  readonly code: ConfigCode;
  readonly holds: (value: T, place: Place) => boolean;
  /** Continues the sentence that the value begins: `is not offered in eu-west-1`. */
  readonly message: Text<T>;
  readonly remedy: Text<T>;
}

type Guard<T> = (value: unknown) => value is T;

/** Validates the type of a value, and then its further constraints. */
export function typed<T>(
  guard: Guard<T>,
  expected: string,
  remedy: string | ((value: unknown) => string),
  further: (value: T, place: Place) => readonly Problem[] = () => [],
): Validator {
  return (value, place) =>
    guard(value)
      ? further(value, place)
      : [
          problem('PB-CONFIG-002', place, {
            value,
            message: `is not ${expected}`,
            remedy: typeof remedy === 'string' ? remedy : remedy(value),
          }),
        ];
}

/** Validates text. */
export const text = (expected: string, further: (value: string, place: Place) => readonly Problem[]): Validator =>
  typed(isText, expected, 'Write it as text, in quotes.', further);

/** Validates a switch. */
export const flag = (remedy: string): Validator =>
  typed(isBoolean, 'true or false', (value) =>
    value === 'true' || value === 'false' ? `Write it without quotes: ${value}.` : remedy,
  );

/** Reports the first constraint that does not hold: later ones may count on earlier ones. */
export function firstViolated<T>(
  constraints: readonly Constraint<T>[],
): (value: T, place: Place) => readonly Problem[] {
  return (value, place) => {
    const violated = constraints.find(({ holds }) => !holds(value, place));
    if (!violated) return [];
    const [message, remedy] = [violated.message, violated.remedy].map((said) =>
      typeof said === 'string' ? said : said(value, place),
    );
    return [problem(violated.code, place, { value, message: message ?? '', remedy: remedy ?? '' })];
  };
}

/** Validates an object with these properties and no others: any other is a typing mistake. */
export function objectOf(fields: Readonly<Record<string, Validator>>, required: readonly string[] = []): Validator {
  const names = Object.keys(fields);
  return typed(isObject, `an object with ${names.join(', ')}`, 'Write it as { … }.', (object, place) => [
    ...required
      .filter((name) => !Object.hasOwn(object, name))
      .map((name) =>
        problem('PB-CONFIG-003', within(place, name), {
          message: 'is missing',
          remedy: `Add '${name}' to ${place.path}.`,
        }),
      ),
    ...Object.entries(object).flatMap(([name, value]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return field ? field(value, within(place, name)) : [unknownProperty(within(place, name), name, names)];
    }),
  ]);
}

function unknownProperty(place: Place, name: string, names: readonly string[]): Problem {
  const refused = refusedFeature(name);
  if (refused) return problem(refused.code, place, refused);
  const [similar] = nearest(name, names, 1);
  return problem('PB-CONFIG-004', place, {
    message: `is an unknown property; the known ones are ${names.join(', ')}`,
    remedy: similar ? `Did you mean '${similar}'?` : 'Remove it.',
  });
}

const listed = (value: unknown) => `Write it as ${isText(value) ? `['${value}']` : '[ … ]'}.`;

interface ListBounds {
  readonly min?: number;
  readonly max?: number;
  /** Plural noun. */
  readonly what: string;
}

/** Validates a list: its length, and each item. */
export function listOf(item: Validator, { min = 0, max = Number.POSITIVE_INFINITY, what }: ListBounds): Validator {
  const bounds = max === Number.POSITIVE_INFINITY ? `at least ${min}` : `${min} to ${max}`;
  return typed(isList, `a list of ${what}`, listed, (list, place) => [
    ...(list.length < min || list.length > max
      ? [
          problem('PB-CONFIG-005', place, {
            message: `has ${list.length} ${what}, and takes ${bounds}`,
            remedy: list.length < min ? `Add ${what}.` : `Remove ${list.length - max}.`,
          }),
        ]
      : []),
    ...list.flatMap((value, index) => item(value, { ...at(place, index), siblings: list })),
  ]);
}

/** Applies several validators to the same value. */
export function all(...validators: readonly Validator[]): Validator {
  return (value, place) => validators.flatMap((validator) => validator(value, place));
}

/** Reports items that repeat an earlier one. */
export function noDuplicates(remedy: string, sameness: (item: unknown) => unknown = (item) => item): Validator {
  return (value, place) => {
    if (!isList(value)) return [];
    const keys = value.map(sameness);
    return keys.flatMap((key, index) => {
      const first = keys.findIndex((other) => Object.is(other, key));
      if (key === undefined || first === index) return [];
      const message = `repeats ${place.path}[${first}]`;
      return [problem('PB-CONFIG-006', at(place, index), { value: key, message, remedy })];
    });
  };
}

/** Validates a whole number from `least` to `most`; the remedy names its meaning and its unit. */
export const wholeNumber = (least: number, most: number, remedy: string): Validator =>
  typed(
    (value): value is number => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
    `a whole number from ${least} to ${most}`,
    remedy,
  );

interface ProblemParts {
  /** The value. @default - not shown */
  readonly value?: unknown;
  readonly message: string;
  readonly remedy: string;
}

/** Makes a problem of this place. */
export function problem(
  code: ConfigCode,
  { deployment, path }: Place,
  { message, remedy, ...rest }: ProblemParts,
): Problem {
  return { code, deployment, path, ...('value' in rest && { value: show(rest.value) }), message, remedy };
}

export const within = (place: Place, name: string): Place => ({ ...place, path: `${place.path}.${name}` });

export const at = (place: Place, index: number): Place => ({ ...place, path: `${place.path}[${index}]` });

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === 'string';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** Returns the candidates that are similar to the text and not in the list already, nearest first. */
export const similar = (
  word: string,
  candidates: readonly string[],
  count: number,
  { siblings = [] }: Place,
): readonly string[] =>
  nearest(
    word,
    candidates.filter((candidate) => !siblings.includes(candidate)),
    count,
  );

/** Formats a choice as `'one' or 'two'`, as the table would have them. */
export const either = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(' or ');

const show = (value: unknown): string =>
  inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 120, maxArrayLength: 5 });
