import { wrap } from '../terminal/columns';
import type { Drawing } from '../terminal/terminal';
import type { PlannedCommand } from './commands';
import type { DataChange, Plan } from './plan';

export interface PlanHeading {
  readonly deployment: string;
  readonly region: string;
  readonly account: string;
}

/** Reports a plan as text: what happens to data, what prevents the change, and the commands in order. */
export function planReport(
  { deployment, region, account }: PlanHeading,
  { forgotten, data, obstacles }: Plan,
  commands: readonly PlannedCommand[],
  { width, paint }: Drawing,
): string {
  const lines = (text: string, indent: string) => wrap(text.split(' '), width, indent);
  const section = (title: string, content: readonly string[]) =>
    content.length > 0 ? ['', paint('bold', title), ...content] : [];
  const nothing = commands.length === 0 && obstacles.length === 0;
  return [
    paint('bold', `${deployment}: ${region}, account ${account}`),
    ...section(
      'Stacks that the assembly no longer has',
      forgotten.map((name) => `  ${name}`),
    ),
    ...section(
      'Data',
      data.flatMap((change) => lines(dataLine(change), '  ')),
    ),
    ...section(
      paint('red', 'The change is not possible'),
      obstacles.flatMap(({ text, remedy }) => [...lines(text, '  '), ...lines(remedy, '    ')]),
    ),
    ...section(
      commands.length === 1 ? 'Run this command' : 'Run these commands in this order',
      commands.flatMap(({ command, why }) => [`  ${command}`, ...why.flatMap((reason) => lines(reason, '      '))]),
    ),
    ...(nothing ? ['', 'Nothing to do: the deployed stacks are those of the assembly.'] : []),
  ].join('\n');
}

const FATES: Readonly<Record<DataChange['fate'], string>> = {
  deleted: 'is deleted',
  kept: 'is kept, without a stack: docs/runbooks/leftovers.md',
  replaced: 'is replaced by an empty one',
};

const dataLine = ({ type, physicalId, fate }: DataChange) => `${type} ${physicalId} ${FATES[fate]}`;
