import type { AwsActions } from '../actions/aws-actions';
import { EVERYTHING } from '../decisions/who';
import { list, type NamedPolicy, type Statement } from '../model/policy';
import { SamePolicies } from '../model/same-policies';
import type { Role } from '../model/system';

/**
 * Every action of AWS that these policies could ever allow: of some Allow, on whatever resource and condition; less what
 * is denied on everything in all circumstances. Sound, and too large rather than too small: what is not in it cannot be
 * allowed.
 */
export const upperBound = (policies: readonly NamedPolicy[], aws: AwsActions): ReadonlySet<string> =>
  bounds.of([policies], () => {
    const statements = policies.flatMap(({ document }) => document.Statement);
    const denials = statements.filter(isAlwaysDenied).map((one) => setOf(one, aws));
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow').flatMap((one) => named(one, aws));
    return new Set(allowed.filter((action) => !denials.some(({ names, isExcept }) => names.has(action) !== isExcept)));
  });

const bounds = new SamePolicies<ReadonlySet<string>>();

/** The bound of a role's own policies, in two parts: what is within its boundary and its limits, and what they hold back. */
export function boundOfRole(
  { identity, boundary, limits = [] }: Pick<Role, 'boundary' | 'identity'> & Partial<Pick<Role, 'limits'>>,
  aws: AwsActions,
) {
  return boundsOfRoles.of([identity, boundary, limits], () => {
    const own = [...upperBound(identity, aws)].sort();
    const within = upperBound([boundary ?? EVERYTHING, ...limits], aws);
    const isWithin = (action: string) => within.has(action);
    return { allowed: own.filter(isWithin), heldBack: own.filter((action) => !isWithin(action)) };
  });
}

const boundsOfRoles = new SamePolicies<{ readonly allowed: readonly string[]; readonly heldBack: readonly string[] }>();

/** Denies on every resource without a condition. */
export const isAlwaysDenied = ({ Effect, Condition, Resource }: Statement) =>
  Effect === 'Deny' && Condition === undefined && list(Resource).includes('*');

/** Actions that a statement names, or all except those of its NotAction. */
const setOf = ({ Action, NotAction }: Statement, aws: AwsActions) => ({
  names: aws.likeAny(list(Action ?? NotAction)),
  isExcept: Action === undefined,
});

function named(statement: Statement, aws: AwsActions): readonly string[] {
  const { names, isExcept } = setOf(statement, aws);
  return isExcept ? aws.all.filter((action) => !names.has(action)) : [...names];
}
