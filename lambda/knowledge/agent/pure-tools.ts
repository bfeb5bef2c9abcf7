import { calculate } from './calculate';
import { addToDate, daysBetween } from './dates';
import { ToolError } from './tool-error';
import type { Input, InputFields } from './tool-input';

/** Tool that computes its result from its input alone: it reaches no network, no file and no clock. */
export interface PureTool {
  readonly description: string;
  readonly fields: InputFields;
  /** @throws ToolError for an input without a result */
  readonly run: (input: Readonly<Record<string, string | number>>) => string;
}

const day = (what: string) => ({
  type: 'string' as const,
  description: `${what}, a date such as 2026-11-28`,
  pattern: /^\d{4}-\d{2}-\d{2}$/,
  most: 10,
});

const count = (unit: string, most: number) => ({
  type: 'integer' as const,
  description: `the number of ${unit} to add, a whole number from -${most} to ${most}; 0 if it is missing`,
  least: -most,
  most,
  fallback: 0,
});

const pure = <F extends InputFields>(description: string, fields: F, run: (input: Input<F>) => string): PureTool => ({
  description,
  fields,
  run: (input) => run(input as Input<F>),
});

const NO_DAY = 'a date does not exist';

/** Tools that models need most to answer from documents: they calculate badly. Each result is exact. */
export const PURE_TOOLS: Readonly<Record<string, PureTool>> = {
  calculate: pure(
    'Calculates an expression of decimal numbers exactly. Knows + - * / and brackets.',
    {
      expression: {
        type: 'string' as const,
        description: 'the expression, such as (1250.50 - 3 * 99.90) / 4, of at most 200 characters',
        pattern: /\S/,
        most: 200,
      },
    },
    ({ expression }) => calculate(expression),
  ),
  days_between: pure(
    'Counts the days from one date to another.',
    { from: day('the first day'), to: day('the last day') },
    ({ from, to }) => String(daysBetween(from, to) ?? fail(NO_DAY)),
  ),
  add_to_date: pure(
    'Adds months and days to a date, such as a notice period. Negative numbers go back.',
    { date: day('the date'), months: count('months', 1_200), days: count('days', 36_500) },
    ({ date, months, days }) => addToDate(date, months, days) ?? fail(`${NO_DAY}, or the result is too far away`),
  ),
};

function fail(words: string): never {
  throw new ToolError(words);
}
