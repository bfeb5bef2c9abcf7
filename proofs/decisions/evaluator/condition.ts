import { isLikeArn, pattern } from '../../model/pattern';
import { list, type OneOrMore, type Statement } from '../../model/policy';
import type { Request } from '../../model/request';
import { NotModelledError } from '../../not-modelled';
import { type Context, substituted } from './variables';

/** True if one value of the request matches one value of the policy. */
type Comparison = (actual: string, wanted: string) => boolean;

const number =
  (compare: (actual: number, wanted: number) => boolean): Comparison =>
  (actual, wanted) =>
    compare(Number(actual), Number(wanted));

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  ArnEquals: isLikeArn,
  ArnLike: isLikeArn,
  Bool: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  NumericEquals: number((actual, wanted) => actual === wanted),
  NumericGreaterThan: number((actual, wanted) => actual > wanted),
  NumericGreaterThanEquals: number((actual, wanted) => actual >= wanted),
  NumericLessThan: number((actual, wanted) => actual < wanted),
  NumericLessThanEquals: number((actual, wanted) => actual <= wanted),
  StringEquals: (actual, wanted) => actual === wanted,
  StringEqualsIgnoreCase: (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase(),
  StringLike: (actual, wanted) => pattern(wanted).test(actual),
};

let last: { readonly of: Request['context']; readonly context: Context } | undefined;

/** Keys are compared without regard to case. Read once for all policies that meet the request. */
export function contextOf({ context }: Request): Context {
  if (last?.of === context) return last.context;
  const made = new Map(Object.entries(context).map(([key, value]) => [lower(key), value]));
  last = { of: context, context: made };
  return made;
}

const lowered = new Map<string, string>();

/** One of a few names, each of which comes with almost every request. */
function lower(key: string): string {
  const found = lowered.get(key) ?? key.toLowerCase();
  lowered.set(key, found);
  return found;
}

/** One operator and one key of a condition. */
type Test = (context: Context) => boolean;
type Condition = NonNullable<Statement['Condition']>;

const read = new WeakMap<Condition, readonly Test[]>();

/** Every operator and every key must hold. Source: IAM User Guide, "IAM JSON policy elements: Condition operators". */
export const conditionHolds = (condition: Statement['Condition'], context: Context): boolean =>
  condition === undefined || testsOf(condition).every((test) => test(context));

/** Read once, and what is not modelled throws only when a request comes to it. */
function testsOf(condition: Condition): readonly Test[] {
  const found = read.get(condition);
  if (found) return found;
  const made = Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => testOf(operator, key.toLowerCase(), list(texts(values)))),
  );
  read.set(condition, made);
  return made;
}

const testOf = (operator: string, key: string, values: readonly string[]): Test =>
  values.some((value) => value.includes('${'))
    ? (context) => holds(operator, context.get(key), valuesIn(operator, values, context))
    : (context) => holds(operator, context.get(key), values);

/** CDK writes numbers and booleans as such. */
const texts = (values: OneOrMore): OneOrMore => (Array.isArray(values) ? values.map(String) : String(values));

/** Values of a condition in place of its variables. AWS does not say what one without a value means to a negated operator. */
function valuesIn(operator: string, values: readonly string[], context: Context): readonly string[] {
  if (/^String(Equals|Like)(IfExists)?$/.test(operator))
    return values.flatMap((value) => substituted(value, context) ?? []);
  throw new NotModelledError('a policy', `a variable after ${operator}`, 'See evaluator/variables.ts.');
}

/** `ForAllValues:StringNotEqualsIfExists` → its three parts. */
const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/;

const operators = new Map<string, ReturnType<typeof readOperator>>();

function readOperator(operator: string) {
  const [, set, name = '', ifExists] = OPERATOR.exec(operator) ?? [];
  const isNegated = /(?:String|Arn|Numeric)Not/.test(name);
  const compare = COMPARISONS[name.replace('Not', '')];
  // AWS does not document `IfExists` for an absent key that any value must match.
  if (!compare || (set && isNegated) || (set === 'ForAnyValue' && ifExists))
    throw new NotModelledError('a policy', `the operator ${operator}`, 'See evaluator/condition.ts.');
  // For an absent key, negated operators, `IfExists` and `ForAllValues` are true; every other operator is false.
  return { set, isNegated, compare, ofAbsent: isNegated || ifExists !== undefined || set === 'ForAllValues' };
}

function holds(operator: string, actual: string | readonly string[] | undefined, wanted: readonly string[]): boolean {
  if (operator === 'Null') return wanted.includes(String(actual === undefined));
  const known = operators.get(operator) ?? readOperator(operator);
  operators.set(operator, known);
  const { set, isNegated, compare, ofAbsent } = known;
  if (actual === undefined) return ofAbsent;
  const isLike = (value: string) => wanted.some((one) => compare(value, one));
  if (set === 'ForAllValues') return [actual].flat().every(isLike);
  if (set === 'ForAnyValue') return [actual].flat().some(isLike);
  if (typeof actual !== 'string')
    throw new NotModelledError('a request', `${operator} on several values`, 'Ask with one.');
  return isLike(actual) !== isNegated;
}
