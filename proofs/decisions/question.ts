import type { Request } from '../model/request';

/** Question to IAM without its principal: a part of a table. */
export interface Question {
  readonly action: string;
  /** @default '*' */
  readonly resource: string;
  /** The network that the request comes from. @default 'internet' */
  readonly door: Door;
  /** Condition keys beside those that every request carries. `undefined` takes one of those away. */
  readonly context: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** One of our endpoints by its service, an endpoint of somebody else, or none. */
export type Door = 'internet' | 'another endpoint' | `our ${string} endpoint`;

type Part = Partial<Question>;

/** Every combination of one part of each list: the rows of a table. */
export function each(...lists: readonly (readonly Part[])[]): readonly Question[] {
  const rows = lists.reduce<readonly Part[]>(
    (before, list) =>
      before.flatMap((row) => list.map((part) => ({ ...row, ...part, context: { ...row.context, ...part.context } }))),
    [{}],
  );
  return rows.map((row) => ({ action: '', resource: '*', door: 'internet', context: {}, ...row }));
}

export const actions = (...names: readonly string[]): readonly Part[] => names.map((action) => ({ action }));
export const on = (...arns: readonly string[]): readonly Part[] => arns.map((resource) => ({ resource }));
export const doors = (...names: readonly Door[]): readonly Part[] => names.map((door) => ({ door }));

/** One part for each value of a condition key; `undefined` stands for a request without it. */
export const key = (name: string, ...values: readonly (string | undefined)[]): readonly Part[] =>
  values.map((value) => ({ context: { [name]: value } }));

/** Several condition keys together. */
export const carrying = (...contexts: readonly Question['context'][]): readonly Part[] =>
  contexts.map((context) => ({ context }));

export const TLS_OR_NOT = key('aws:SecureTransport', 'true', 'false');

/** The context without what was taken away. A loop, since it runs for every request of every mutant. */
export function present(context: Question['context']): Request['context'] {
  const left: Record<string, string | readonly string[]> = {};
  for (const name in context) {
    const value = context[name];
    if (value !== undefined) left[name] = value;
  }
  return left;
}
