import { arnParts, hasWildcard } from './patterns';
import { Unreadable } from './value';

/** One line of a Condition: an operator, a key in small letters, and the values that it is compared with. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** IAM User Guide, "IAM JSON policy elements: Condition operators". */
const OPERATOR =
  /^(For(All|Any)Values?:)?(String(Not)?(Equals(IgnoreCase)?|Like)|(Numeric|Date)(Not)?(Equals|(Less|Greater)Than(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like)|Null)(IfExists)?$/;

/** Operators that hold only for a request which has the key, with one of the values. */
const DEMANDING = /^(ForAnyValue:)?(String(Equals(IgnoreCase)?|Like)|Arn(Equals|Like))$/;

/** @throws Unreadable for an operator that IAM does not have */
export function assertOperator(operator: string): void {
  if (!OPERATOR.test(operator)) throw new Unreadable({ operator });
}

/**
 * Tells whether one of these conditions refuses requests without `key`, and requests with other values of it.
 *
 * @param ifExists a request without the key may pass
 */
export function demands(conditions: readonly Condition[], key: string, { ifExists = false } = {}): boolean {
  return conditions.some(
    (condition) =>
      condition.key === key.toLowerCase() &&
      DEMANDING.test(ifExists ? condition.operator.replace(/IfExists$/, '') : condition.operator) &&
      !condition.values.some((value) => isOpen(condition.key, value)),
  );
}

/** Keys of accounts, organizations and services: part of a value names a whole range of strangers. */
const WHOLE = /account$|orgid$|:passedtoservice$|:viaservice$/;

/** Beginnings that every value of a key has. */
const BEGINNING = /^(o|vpc|vpce|ou|r)-/;

/** Tells whether a value of a condition admits every value, or those of strangers. */
function isOpen(key: string, value: string): boolean {
  if (value.startsWith('arn:')) return isOpenArn(value);
  if (WHOLE.test(key) && hasWildcard(value)) return true;
  return /^[*?/]*$/.test(value.replace(BEGINNING, ''));
}

/** Tells whether an ARN, or a pattern of one, names neither an account nor a resource. Without a name, the type of a resource is none. */
export function isOpenArn(arn: string): boolean {
  if (!arn.startsWith('arn:')) return /^[*?]+$/.test(arn);
  const [, , , , account = '*', ...rest] = arnParts(arn);
  const name = rest.length === 0 ? '*' : rest.join(':');
  const isAnybody = account === '' || /^[*?]+$/.test(account);
  return isAnybody && /^([\w-]+[/:])?[*?/:]*$/.test(name);
}
