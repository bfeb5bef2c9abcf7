import { inspect } from 'node:util';
import type { Problem } from '../config-error';
import { nearest } from './nearest';

/** Where in the table a value stands, and what its surroundings already say. */
export interface Place {
  readonly deployment: string;
  readonly path: string;
  /** Region of the row; absent when it is itself a problem, so that nothing is judged by it. */
  readonly region?: string | undefined;
  /** ISO day. */
  readonly today: string;
}

/** Judges any value whatsoever and never throws: the table may have come from anywhere. */
export type Checker = (value: unknown, place: Place) => readonly Problem[];

type Text<T> = string | ((value: T, place: Place) => string);

/** One row of a table of checks: what must hold, and what to say when it does not. */
export interface Rule<T> {
  readonly holds: (value: T, place: Place) => boolean;
  readonly expected: Text<T>;
  readonly remedy: Text<T>;
}

type Guard<T> = (value: unknown) => value is T;

/** The type of a value, and then what else to ask of it. */
export function expectThat<T>(
  guard: Guard<T>,
  expected: string,
  remedy: string,
  further: (value: T, place: Place) => readonly Problem[] = () => [],
): Checker {
  return (value, place) => (guard(value) ? further(value, place) : [problem(place, value, expected, remedy)]);
}

/** The first rule of the table that does not hold: later rules may count on earlier ones. */
export function firstBroken<T>(rules: readonly Rule<T>[]): (value: T, place: Place) => readonly Problem[] {
  return (value, place) => {
    const broken = rules.find((rule) => !rule.holds(value, place));
    return broken ? [problem(place, value, say(broken.expected, value, place), say(broken.remedy, value, place))] : [];
  };
}

/** An object with these properties and no others: one that is not in the table is a typing mistake. */
export function objectOf(fields: Readonly<Record<string, Checker>>, required: readonly string[] = []): Checker {
  const names = Object.keys(fields);
  const expected = `an object with ${names.join(', ')}`;
  return expectThat(isObject, expected, 'write it as { … }', (object, place) => [
    ...required
      .filter((name) => !Object.hasOwn(object, name))
      .map((name) => missing(within(place, name), `add '${name}' to ${place.path}`)),
    ...Object.entries(object).flatMap(([name, value]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return field ? field(value, within(place, name)) : [unknownProperty(within(place, name), name, names)];
    }),
  ]);
}

/** A list whose items each pass, with a bound on its length where there is one. */
export function listOf(item: Checker, { min = 0, max = Number.POSITIVE_INFINITY, what }: ListBounds): Checker {
  const count = max === Number.POSITIVE_INFINITY ? `at least ${min}` : `${min} to ${max}`;
  const expected = `${what}, ${count} of them`;
  return expectThat(isList, `a list of ${what}`, 'write it as [ … ]', (list, place) => [
    ...(list.length < min ? [problem(place, `${list.length} of them`, expected, 'add what is missing', false)] : []),
    ...(list.length > max ? [problem(place, `${list.length} of them`, expected, 'remove the rest', false)] : []),
    ...list.flatMap((value, index) => item(value, at(place, index))),
  ]);
}

interface ListBounds {
  readonly min?: number;
  readonly max?: number;
  /** Plural noun. */
  readonly what: string;
}

/** Several judgements of the same value. */
export function all(...checkers: readonly Checker[]): Checker {
  return (value, place) => checkers.flatMap((checker) => checker(value, place));
}

/** Items that say the same as an earlier one. */
export function noDuplicates(remedy: string, sameness: (item: unknown) => unknown = (item) => item): Checker {
  return (value, place) => {
    if (!isList(value)) return [];
    const keys = value.map(sameness);
    return keys.flatMap((key, index) => {
      const first = keys.findIndex((other) => Object.is(other, key));
      if (key === undefined || first === index) return [];
      return [problem(at(place, index), key, `something other than ${place.path}[${first}]`, remedy)];
    });
  };
}

/** A problem at this place. `got` is shown as it would be written in the table, unless it is `prose`. */
export function problem(place: Place, got: unknown, expected: string, remedy: string, quoted = true): Problem {
  const { deployment, path } = place;
  return { deployment, path, got: quoted ? show(got) : String(got), expected, remedy };
}

export function within(place: Place, name: string): Place {
  return { ...place, path: `${place.path}.${name}` };
}

export function at(place: Place, index: number): Place {
  return { ...place, path: `${place.path}[${index}]` };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function missing(place: Place, remedy: string): Problem {
  return problem(place, 'nothing', 'a value', remedy, false);
}

function unknownProperty(place: Place, name: string, names: readonly string[]): Problem {
  const [close] = nearest(name, names, 1);
  const remedy = close ? `write '${close}', if that was meant` : 'remove it';
  return problem(place, 'an unknown property', `one of ${names.join(', ')}`, remedy, false);
}

function say<T>(text: Text<T>, value: T, place: Place): string {
  return typeof text === 'string' ? text : text(value, place);
}

function show(value: unknown): string {
  return inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 120, maxArrayLength: 5 });
}
