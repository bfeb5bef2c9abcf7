import type { Problem } from '../../domain/deployment/config-error';
import { isList, isObject } from '../../domain/deployment/validation';

type Table = Readonly<Record<string, unknown>>;
type Step = string | number;

/** Place of a problem in its table, and how to change what is there. */
interface Here {
  readonly table: Table;
  readonly deployment: string;
  /** Steps from the row to the value. */
  readonly at: readonly Step[];
  /** The table with another value at these steps. */
  readonly change: (at: readonly Step[], edit: (value: unknown) => unknown) => Table;
}

/** Properties of the whole row that a remedy inside of it names. */
const OF_ROW: readonly string[] = ['keepData', 'invokerCallsModels'];

/** Forms of remedies that need no decision. The first that matches is obeyed. */
const FORMS: readonly (readonly [RegExp, (here: Here, ...words: string[]) => readonly Table[]])[] = [
  [
    /^Rename the row, for example to '([^']+)'/,
    ({ table, deployment }, name) => {
      const { [deployment]: row, ...others } = table;
      return [{ ...others, [name]: row }];
    },
  ],
  [
    /^Did you mean '([^']+)'\?/,
    ({ at, change }, name) => [change(at.slice(0, -1), (value) => renamed(value, String(at.at(-1)), name))],
  ],
  [
    /(\w+): \['([^']+)'\]/,
    ({ at, change }, list, item) => [change(at.slice(0, -2), (rule) => moved(rule, at, list, item))],
  ],
  [
    /(?:Use|Add) (\w+): ('[^']*'|true)/,
    ({ at, change }, property, text) => {
      // It is a property of the row, or of the object that holds the value: of the guardrail, for its tier.
      const owner = OF_ROW.includes(property) ? [] : at.slice(0, 1);
      const value = text === 'true' ? true : text.slice(1, -1);
      return [change(owner, (object) => ({ ...(object as object), [property]: value }))];
    },
  ],
  [/^Add '([a-z-]+)'\.$/, ({ at, change }, item) => [change(at, (list) => [...(list as unknown[]), item])]],
  [
    /(?:^|\. )Use ((?:'[^']*'(?:, (?=')| or (?='))?)+)/,
    ({ at, change }, used) => [...used.matchAll(/'([^']*)'/g)].map(([, value]) => change(at, () => value)),
  ],
  [/without quotes: (true|false)\./, ({ at, change }, value) => [change(at, () => value === 'true')]],
  [/as text, in quotes/, ({ at, change }) => [change(at, String)]],
  [/^Write it as \['.*'\]\.$/, ({ at, change }) => [change(at, (value) => [value])]],
  [
    /^(Remove it|Remove one of the two|Name each \w+ once|Omit it)\b|\b(or|and) (remove|omit) it\.$/,
    ({ at, change }) => [change(at.slice(0, -1), (value) => without(value, at.at(-1) ?? ''))],
  ],
];

/**
 * Does what the remedy of a problem says, as a person would who reads only it.
 *
 * @returns a table for each way of obeying it; none if the remedy needs a decision
 */
export function obey(table: Table, { remedy, deployment, path }: Problem): readonly Table[] {
  const change: Here['change'] = (at, edit) => ({ ...table, [deployment]: edited(table[deployment], at, edit) });
  for (const [form, act] of FORMS) {
    const [found, ...words] = form.exec(remedy) ?? [];
    if (found !== undefined)
      return act({ table, deployment, at: stepsOf(path.slice(deployment.length)), change }, ...words);
  }
  return [];
}

const stepsOf = (path: string): readonly Step[] =>
  [...path.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));

function edited(value: unknown, [step, ...rest]: readonly Step[], edit: (value: unknown) => unknown): unknown {
  if (step === undefined) return edit(value);
  if (isList(value)) return value.map((item, index) => (index === step ? edited(item, rest, edit) : item));
  if (!isObject(value)) throw new Error(`no ${step}`);
  return { ...value, [step]: edited(value[step], rest, edit) };
}

/** Moves an item of a list to another list. The conditions on an empty list of principals go with it. */
function moved(rule: unknown, at: readonly Step[], list: string, item: string): object {
  const [from, index] = at.slice(-2) as [string, number];
  const { [from]: items, [list]: others, ...rest } = rule as Readonly<Record<string, unknown>>;
  const left = (items as unknown[]).filter((_, other) => other !== index);
  const { mfa: _, externalId: __, ...unconditional } = rest;
  const named = new Set([...(isList(others) ? others : []), item]);
  return { ...(left.length > 0 ? { ...rest, [from]: left } : unconditional), [list]: [...named] };
}

function without(value: unknown, step: Step): object {
  if (isList(value)) return value.filter((_, index) => index !== step);
  const { [step]: _, ...others } = value as Record<Step, unknown>;
  return others;
}

const renamed = (value: unknown, from: string, to: string) =>
  Object.fromEntries(Object.entries(value as object).map(([name, item]) => [name === from ? to : name, item]));
