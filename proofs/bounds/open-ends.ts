import { pattern } from '../decisions/evaluator/pattern';
import { list, type NamedPolicy, type Statement } from '../model/policy';
import type { Role } from '../model/system';
import { isAlwaysDenied } from './upper-bound';

/**
 * Wildcards of these policies that an action could match which AWS names one day: no list has it, so a bound cannot show
 * it. A NotAction leaves everything open.
 */
export function openEnds(policies: readonly NamedPolicy[]): readonly string[] {
  const allowed = statementsOf(policies)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, NotAction }) => (NotAction === undefined ? list(Action) : ['*']));
  return openOf(
    allowed.filter((action) => /[*?]/.test(action)),
    policies,
  );
}

/** Wildcards of a role's own policies, as far as its boundary is open too. */
export function openEndsOfRole({ identity, boundary }: Pick<Role, 'boundary' | 'identity'>): readonly string[] {
  const own = openEnds(identity);
  if (!boundary) return own;
  const within = openEnds([boundary]);
  const both = own.flatMap((one) => within.flatMap((other) => narrower(one, other)));
  return openOf(both, [...identity, boundary]);
}

/** Returns the wildcards without those that a Deny on everything covers. */
function openOf(wildcards: readonly string[], policies: readonly NamedPolicy[]): readonly string[] {
  const denied = statementsOf(policies)
    .filter(isAlwaysDenied)
    .flatMap(({ Action }) => list(Action));
  return [...new Set(wildcards)].filter((wildcard) => !denied.some((one) => covers(one, wildcard))).sort();
}

const statementsOf = (policies: readonly NamedPolicy[]): readonly Statement[] =>
  policies.flatMap(({ document }) => document.Statement);

const covers = (wide: string, narrow: string) => pattern(wide, 'i').test(narrow);

const narrower = (one: string, other: string): readonly string[] => {
  if (covers(other, one)) return [one];
  return covers(one, other) ? [other] : [];
};
