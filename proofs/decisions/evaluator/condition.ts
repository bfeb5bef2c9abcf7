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

/** `ForAllValues:StringNotEqualsIfExists` → its three parts. */
const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(.+?)(IfExists)?$/;

const known = new WeakMap<Request['context'], Context>();

/** Keys are compared without regard to case. Read once for all policies that meet the request. */
export function contextOf({ context }: Request): Context {
  const found =
    known.get(context) ?? new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  known.set(context, found);
  return found;
}

/** Every operator and every key must hold. Source: IAM User Guide, "IAM JSON policy elements: Condition operators". */
export const conditionHolds = (condition: Statement['Condition'], context: Context): boolean =>
  Object.entries(condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) =>
      holds(operator, context.get(key.toLowerCase()), valuesIn(operator, list(texts(values)), context)),
    ),
  );

/** CDK writes numbers and booleans as such. */
const texts = (values: OneOrMore): OneOrMore => (Array.isArray(values) ? values.map(String) : String(values));

/** Values of a condition without variables. AWS does not say what one without a value means to a negated operator. */
function valuesIn(operator: string, values: readonly string[], context: Context): readonly string[] {
  if (!values.some((value) => value.includes('${'))) return values;
  if (/^String(Equals|Like)(IfExists)?$/.test(operator))
    return values.flatMap((value) => substituted(value, context) ?? []);
  throw new NotModelledError('a policy', `a variable after ${operator}`, 'See evaluator/variables.ts.');
}

function holds(operator: string, actual: string | readonly string[] | undefined, wanted: readonly string[]): boolean {
  if (operator === 'Null') return wanted.includes(String(actual === undefined));
  const [, set, name = '', ifExists] = OPERATOR.exec(operator) ?? [];
  const isNegated = /(?:String|Arn|Numeric)Not/.test(name);
  const compare = COMPARISONS[name.replace('Not', '')];
  // AWS does not document `IfExists` for an absent key that any value must match.
  if (!compare || (set && isNegated) || (set === 'ForAnyValue' && ifExists))
    throw new NotModelledError('a policy', `the operator ${operator}`, 'See evaluator/condition.ts.');
  // For an absent key, negated operators, `IfExists` and `ForAllValues` are true; every other operator is false.
  if (actual === undefined) return isNegated || ifExists !== undefined || set === 'ForAllValues';
  const isLike = (value: string) => wanted.some((one) => compare(value, one));
  if (set === 'ForAllValues') return [actual].flat().every(isLike);
  if (set === 'ForAnyValue') return [actual].flat().some(isLike);
  if (typeof actual !== 'string')
    throw new NotModelledError('a request', `${operator} on several values`, 'Ask with one.');
  return isLike(actual) !== isNegated;
}
