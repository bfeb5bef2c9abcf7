import { OperatorError } from '../../../domain/operator-error';

/** Choice rule of the Amazon States Language: a comparison of a variable, or a combination of rules. */
export type ChoiceRule = Readonly<Record<string, unknown>>;

const NOT_OPERATORS = ['Assign', 'Comment', 'Next', 'Output', 'Variable'];

const COMPARISONS: Readonly<Record<string, string>> = {
  Equals: '=',
  GreaterThan: '>',
  GreaterThanEquals: '≥',
  LessThan: '<',
  LessThanEquals: '≤',
};

/** Type tests, each true or false. */
const TESTS: Readonly<Record<string, string>> = {
  IsBoolean: 'a boolean',
  IsNull: 'null',
  IsNumeric: 'a number',
  IsPresent: 'present',
  IsString: 'a string',
  IsTimestamp: 'a timestamp',
};

/**
 * Says a choice rule in words, such as `Status = Completed and OutputModelArn is present`.
 *
 * @param state name of the state, for the error
 * @throws OperatorError if the rule has an unknown form
 */
export function conditionText(rule: ChoiceRule, state: string): string {
  const operators = Object.keys(rule).filter((key) => !NOT_OPERATORS.includes(key));
  const [operator = ''] = operators;
  const text = operators.length === 1 ? operatorText(operator, rule[operator], rule.Variable, state) : undefined;
  if (text !== undefined) return text;
  throw new OperatorError(
    'PB-DIAGRAM-004',
    `State '${state}': cannot read the choice rule ${JSON.stringify(rule)}.`,
    'Add its operator to cli/diagram/workflow/condition.ts.',
  );
}

function operatorText(operator: string, value: unknown, variable: unknown, state: string): string | undefined {
  const combined = combinedText(operator, value, state);
  if (combined !== undefined || typeof variable !== 'string') return combined;
  const name = lastPart(variable);
  return testText(operator, value, name) ?? comparisonText(operator, value, name);
}

function testText(operator: string, value: unknown, name: string): string | undefined {
  if (operator === 'StringMatches') return `${name} matches ${value}`;
  const test = TESTS[operator];
  if (typeof value !== 'boolean' || (!test && operator !== 'BooleanEquals')) return undefined;
  if (test) return `${name} is ${value ? '' : 'not '}${test}`;
  return value ? name : `not ${name}`;
}

function comparisonText(operator: string, value: unknown, name: string): string | undefined {
  const [, comparison = '', path] = /^(?:Boolean|Numeric|String|Timestamp)(\w+?)(Path)?$/.exec(operator) ?? [];
  const sign = COMPARISONS[comparison];
  return sign && `${name} ${sign} ${path ? lastPart(String(value)) : value}`;
}

function combinedText(operator: string, value: unknown, state: string): string | undefined {
  if (operator === 'Not' && isRule(value)) return `not (${conditionText(value, state)})`;
  if (!['And', 'Or'].includes(operator) || !Array.isArray(value) || !value.every(isRule)) return undefined;
  const parts = value.map((part) => {
    const text = conditionText(part, state);
    return 'And' in part || 'Or' in part ? `(${text})` : text;
  });
  return parts.join(` ${operator.toLowerCase()} `);
}

const isRule = (value: unknown): value is ChoiceRule => typeof value === 'object' && value !== null;

/** `$.look.job.Status` → `Status` */
const lastPart = (path: string) => path.split('.').at(-1) ?? path;
