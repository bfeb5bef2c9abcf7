import type { AwsActions } from '../actions/aws-actions';
import { EVERYTHING } from '../decisions/who';
import { list, type NamedPolicy, type Statement } from '../model/policy';
import type { Role } from '../model/system';

/**
 * Every action of AWS that these policies could ever allow: of some Allow, on whatever resource and condition; less what
 * is denied on everything in all circumstances. Sound, and too large rather than too small: what is not in it cannot be
 * allowed.
 */
export function upperBound(policies: readonly NamedPolicy[], aws: AwsActions): ReadonlySet<string> {
  const statements = policies.flatMap(({ document }) => document.Statement);
  const actions = new Set(statements.filter(({ Effect }) => Effect === 'Allow').flatMap((one) => named(one, aws)));
  for (const action of statements.filter(isAlwaysDenied).flatMap((one) => named(one, aws))) actions.delete(action);
  return actions;
}

/** The bound of a role's own policies, in two parts: what is within its boundary and its limits, and what they hold back. */
export function boundOfRole(
  { identity, boundary, limits = [] }: Pick<Role, 'boundary' | 'identity'> & Partial<Pick<Role, 'limits'>>,
  aws: AwsActions,
) {
  const own = [...upperBound(identity, aws)].sort();
  const within = upperBound([boundary ?? EVERYTHING, ...limits], aws);
  const isWithin = (action: string) => within.has(action);
  return { allowed: own.filter(isWithin), heldBack: own.filter((action) => !isWithin(action)) };
}

/** Denies on every resource without a condition. */
export const isAlwaysDenied = ({ Effect, Condition, Resource }: Statement) =>
  Effect === 'Deny' && Condition === undefined && list(Resource).includes('*');

const named = ({ Action, NotAction }: Statement, aws: AwsActions): readonly string[] =>
  Action === undefined ? [...aws.unlike(list(NotAction))] : list(Action).flatMap((action) => [...aws.like(action)]);
