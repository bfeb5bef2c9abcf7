import { list, type NamedPolicy, type Statement } from '../model/policy';
import type { Role } from '../model/system';
import type { AwsActions } from './aws-actions';

/**
 * Every action of AWS that the policies of a role could ever allow: of some Allow, on whatever resource and condition;
 * less what is denied on everything in all circumstances; and the same of its boundary. Sound, and too large rather than
 * too small: what is not in it cannot be allowed.
 */
export function upperBound({ identity, boundary }: Pick<Role, 'boundary' | 'identity'>, aws: AwsActions): string[] {
  const own = possible(identity, aws);
  const bound = boundary && possible([boundary], aws);
  return [...own].filter((action) => !bound || bound.has(action)).sort();
}

function possible(policies: readonly NamedPolicy[], aws: AwsActions): ReadonlySet<string> {
  const statements = policies.flatMap(({ document }) => document.Statement);
  const actions = new Set(statements.filter(({ Effect }) => Effect === 'Allow').flatMap((one) => named(one, aws)));
  for (const action of statements.filter(isAlwaysDenied).flatMap((one) => named(one, aws))) actions.delete(action);
  return actions;
}

const isAlwaysDenied = ({ Effect, Condition, Resource }: Statement) =>
  Effect === 'Deny' && Condition === undefined && list(Resource).includes('*');

const named = ({ Action, NotAction }: Statement, aws: AwsActions): readonly string[] =>
  Action === undefined ? [...aws.unlike(list(NotAction))] : list(Action).flatMap((action) => [...aws.like(action)]);
