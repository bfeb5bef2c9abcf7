import { columns } from '../../terminal/columns';
import type { Drawing } from '../../terminal/terminal';
import { type Costly, KINDS, ORDER } from './costly';
import type { Found } from './find-costly';
import type { Left } from './remove-costly';

/** What is there, as a person reads it. */
export function foundReport({ ours, others, unknown }: Found, deployment: string): string {
  const rest = [
    ...(others > 0 ? [`${others} more of others, which are not touched.`] : []),
    ...(unknown.length > 0
      ? [
          `${unknown.length} whose tags could not be read, which are not touched: ${unknown.map(({ arn }) => arn).join(', ')}.`,
          'Use a role with bedrock:ListTagsForResource.',
        ]
      : []),
  ];
  if (ours.length === 0) return [`Nothing of ${deployment} costs money beside its stacks.`, ...rest].join('\n');
  return [...table(ours), ...(rest.length > 0 ? ['', ...rest] : [])].join('\n');
}

/** What was done, and what is left. */
export function removedReport(ours: readonly Costly[], left: readonly Left[], drawing: Drawing): string {
  const stays = new Set(left.map(({ costly }) => costly));
  const done = ours.filter((costly) => !stays.has(costly));
  return [
    ...done.map((costly) => `${drawing.paint('green', '✓')} ${nameOf(costly)} ${KINDS[costly.kind].undone}`),
    ...left.flatMap(({ costly, what, remedy }) => [
      `${drawing.paint('red', '✗')} ${nameOf(costly)} is still there: ${what}`,
      `  ${remedy}`,
    ]),
  ].join('\n');
}

const nameOf = ({ kind, name }: Costly) => `${KINDS[kind].words} ${name}`;

function table(ours: readonly Costly[]): string[] {
  const sorted = [...ours].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return columns(
    [{ heading: 'what' }, { heading: 'name' }, { heading: 'costs' }],
    sorted.map(({ kind, name }) => [KINDS[kind].words, name, KINDS[kind].costs]),
  );
}
