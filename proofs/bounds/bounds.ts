import { AwsActions } from '../actions/aws-actions';
import { EVERYTHING } from '../decisions/who';
import type { NamedPolicy } from '../model/policy';
import { SamePolicies } from '../model/same-policies';
import { type Role, type System, systemOf } from '../model/system';
import type { Proof } from '../proof';
import { type Bound, committedReview, HELD_BACK, OPEN_END, type Review, reviewedLines } from './bound-file';
import { openEnds, openEndsOfRole } from './open-ends';
import { boundOfRole, upperBound } from './upper-bound';

/** Bounds of every role, and of every policy that no role here holds or that is between a role and a resource, each alone. */
export async function boundsOf(system: System): Promise<readonly Bound[]> {
  const { deployment, roles, attachments, endpoints, buckets, keys } = system;
  const aws = await AwsActions.load();
  const ofRoles = roles.map((role): Bound => {
    const policies = [...role.identity, ...role.limits, ...(role.boundary ? [role.boundary] : [])].map(
      ({ name }) => name,
    );
    return { deployment, name: `the ${role.name}`, policies, lines: linesOfRole(role, aws) };
  });
  const boundaries = new Map(roles.flatMap(({ boundary }) => (boundary ? [[boundary.name, boundary] as const] : [])));
  const held = new Set([...roles.flatMap(({ identity, limits }) => [...identity, ...limits]), ...boundaries.values()]);
  const others = attachments.map(({ policy }) => policy).filter((policy) => !held.has(policy));
  const alone = (name: string, ...policies: readonly NamedPolicy[]): Bound => ({
    deployment,
    name,
    policies: policies.map((policy) => policy.name),
    lines: linesOfPolicies.of([policies], () => [
      ...[...upperBound(policies, aws)].sort(),
      ...openEnds(policies).map((wildcard) => OPEN_END + wildcard),
    ]),
  });
  const limits = roles.find((role) => role.limits.length > 0)?.limits;
  return [
    ...ofRoles,
    ...[...boundaries.values()].map((policy) => alone('the permissions boundary', policy)),
    ...others.map((policy) => alone(`the policy ${nameOf(policy.name)} of no role`, policy)),
    ...(limits ? [alone('the limits of every role', EVERYTHING, ...limits)] : []),
    ...endpoints.map(({ service, policy }) => alone(`the ${service} endpoint`, policy)),
    ...keys.map(({ policy }) => alone('the key policy', policy)),
    ...buckets.flatMap(({ at, policy }) => (policy ? [alone(`the policy of bucket ${nameOf(at)}`, policy)] : [])),
  ];
}

const linesOfRoles = new SamePolicies<readonly string[]>();
const linesOfPolicies = new SamePolicies<readonly string[]>();

const linesOfRole = (role: Role, aws: AwsActions): readonly string[] =>
  linesOfRoles.of([role.trust, role.identity, role.boundary, role.limits], () => {
    const { allowed, heldBack } = boundOfRole(role, aws);
    const trust = [...upperBound([role.trust], aws)].map((action) => `${action} (its trust policy)`);
    return [
      ...[...trust.sort(), ...allowed],
      ...heldBack.map((action) => HELD_BACK + action),
      ...openEndsOfRole(role).map((wildcard) => OPEN_END + wildcard),
    ];
  });

const nameOf = (at: string) => at.replace(/^.*\/(.+?)(?:[0-9A-F]{8})?$/, '$1');

/** The bounds are what was reviewed: every permission that a change gains or loses is a line of a diff. */
export const bounds: Proof = {
  name: 'bounds',
  broken: async ({ templates }) => changesSince(reviewed(), await boundsOf(systemOf(templates))),
};

let current: Review | undefined;

/** Read once, however many mutants are held against it. */
function reviewed(): Review {
  current ??= committedReview();
  return current;
}

/** Takes this review for the one that is committed. */
export function accept(review: Review): void {
  current = review;
}

/** Says in words the permissions that these bounds of a row gain and lose; a row that nobody reviewed is one new row. */
export function changesSince(review: Review, all: readonly Bound[]): readonly string[] {
  const [first] = all;
  if (first && all.every((bound) => !reviewedLines(review, bound)))
    return [`${first.deployment} is a new row: nobody has reviewed its ${all.length} bounds`];
  return all.flatMap((bound) => changesOf(bound, reviewedLines(review, bound)));
}

function changesOf({ deployment, name, lines }: Bound, before: readonly string[] | undefined): readonly string[] {
  if (!before) return [`nobody has reviewed what ${name} of ${deployment} could allow`];
  const [old, now] = [new Set(before), new Set(lines)];
  const gained = lines.filter((action) => !old.has(action));
  const lost = before.filter((action) => !now.has(action));
  return [
    ...(gained.length > 0 ? [`${name} could now be allowed ${few(gained)}`] : []),
    ...(lost.length > 0 ? [`${name} can no longer be allowed ${few(lost)}`] : []),
  ];
}

/** A wildcard gains thousands. */
const few = (actions: readonly string[]) =>
  actions.length <= 12 ? actions.join(', ') : `${actions.slice(0, 12).join(', ')} and ${actions.length - 12} more`;
