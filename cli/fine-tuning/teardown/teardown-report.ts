import { columns } from '../../terminal/columns';
import type { Drawing } from '../../terminal/terminal';
import { type BillableResource, KINDS, REMOVAL_ORDER } from './billable-resource';
import type { Found } from './find-billable-resources';
import type { Remaining } from './remove-billable-resources';

/** Lists the billable resources of a deployment. */
export function foundReport({ ours, others, unknown }: Found, deployment: string): string {
  const rest = [
    ...(others > 0 ? [`${others} more without the tag of ${deployment}: not touched.`] : []),
    ...(unknown.length > 0
      ? [
          `${unknown.length} with tags that cannot be read: not touched. ${unknown.map(({ arn }) => arn).join(', ')}.`,
          'Use a role with bedrock:ListTagsForResource.',
        ]
      : []),
  ];
  if (ours.length === 0) return [`${deployment} has no billable resources outside its stacks.`, ...rest].join('\n');
  return [...table(ours), ...(rest.length > 0 ? ['', ...rest] : [])].join('\n');
}

/** Lists what was removed, and what remains. */
export function removedReport(
  ours: readonly BillableResource[],
  remaining: readonly Remaining[],
  drawing: Drawing,
): string {
  const kept = new Set(remaining.map(({ resource }) => resource));
  return [
    ...ours
      .filter((resource) => !kept.has(resource))
      .map((resource) => `${drawing.paint('green', '✓')} ${nameOf(resource)}: ${KINDS[resource.kind].removal}`),
    ...remaining.flatMap(({ resource, reason, remedy }) => [
      `${drawing.paint('red', '✗')} ${nameOf(resource)} remains: ${reason}`,
      `  ${remedy}`,
    ]),
  ].join('\n');
}

const nameOf = ({ kind, name }: BillableResource) => `${KINDS[kind].label} ${name}`;

function table(ours: readonly BillableResource[]): string[] {
  const sorted = [...ours].sort((a, b) => REMOVAL_ORDER.indexOf(a.kind) - REMOVAL_ORDER.indexOf(b.kind));
  return columns(
    [{ heading: 'resource' }, { heading: 'name' }, { heading: 'cost' }],
    sorted.map(({ kind, name }) => [KINDS[kind].label, name, KINDS[kind].cost]),
  );
}
