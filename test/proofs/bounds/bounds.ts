import { type System, systemOf } from '../model/system';
import type { Proof } from '../proof';
import { AwsActions } from './aws-actions';
import { type Bound, readBound } from './bound-file';
import { upperBound } from './upper-bound';

export async function boundsOf(system: System): Promise<readonly Bound[]> {
  const aws = await AwsActions.load();
  return system.roles.map((role) => ({
    deployment: system.deployment,
    role,
    actions: upperBound(role, aws),
  }));
}

/** The bounds are what was reviewed: every permission that a change gains or loses is a line of a diff. */
export const bounds: Proof = {
  name: 'bounds',
  broken: async ({ templates }) => (await boundsOf(systemOf(templates))).flatMap(changesOf),
};

function changesOf({ deployment, role, actions }: Bound): readonly string[] {
  const reviewed = readBound(deployment, role.name);
  if (!reviewed) return [`nobody has reviewed what the ${role.name} of ${deployment} could be allowed`];
  const [before, now] = [new Set(reviewed), new Set(actions)];
  const gained = actions.filter((action) => !before.has(action));
  const lost = reviewed.filter((action) => !now.has(action));
  return [
    ...(gained.length > 0 ? [`the ${role.name} could now be allowed ${few(gained)}`] : []),
    ...(lost.length > 0 ? [`the ${role.name} can no longer be allowed ${few(lost)}`] : []),
  ];
}

/** A wildcard gains thousands. */
const few = (actions: readonly string[]) =>
  actions.length <= 12 ? actions.join(', ') : `${actions.slice(0, 12).join(', ')} and ${actions.length - 12} more`;
