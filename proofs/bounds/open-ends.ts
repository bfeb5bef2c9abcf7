import { pattern } from '../model/pattern';
import { list, type NamedPolicy, type OneOrMore, type Statement } from '../model/policy';
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
  return openOf(wild(allowed), policies);
}

/** Wildcards of a role's own policies, as far as its boundary is open too. */
export function openEndsOfRole({ identity, boundary }: Pick<Role, 'boundary' | 'identity'>): readonly string[] {
  const own = openEnds(identity);
  if (!boundary) return own;
  const within = openEnds([boundary]);
  const both = own.flatMap((one) => within.flatMap((other) => narrower(one, other)));
  return openOf(both, [...identity, boundary]);
}

/** Returns the wildcards as far as no Deny on everything covers them. */
function openOf(wildcards: readonly string[], policies: readonly NamedPolicy[]): readonly string[] {
  const denials = statementsOf(policies).filter(isAlwaysDenied);
  const denied = denials.flatMap(({ Action }) => list(Action));
  const spared = denials.flatMap(({ NotAction }) => (NotAction === undefined ? [] : [wild(NotAction)]));
  const left = spared.reduce(
    (open, names) => open.flatMap((one) => names.flatMap((other) => narrower(one, other))),
    wildcards.filter((wildcard) => !denied.some((one) => covers(one, wildcard))),
  );
  return [...new Set(left)].sort();
}

const wild = (actions: OneOrMore) => list(actions).filter((action) => /[*?]/.test(action));

const statementsOf = (policies: readonly NamedPolicy[]): readonly Statement[] =>
  policies.flatMap(({ document }) => document.Statement);

const covers = (wide: string, narrow: string) => pattern(wide, 'i').test(narrow);

const narrower = (one: string, other: string): readonly string[] => {
  if (covers(other, one)) return [one];
  return covers(one, other) ? [other] : [];
};
