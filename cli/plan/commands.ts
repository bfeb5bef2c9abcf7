import type { DeploymentCommands } from '../app/deployment-commands';
import type { Step } from './order';
import type { DataChange, Plan } from './plan';
import { BRIDGE, FORGOTTEN } from './plan-assembly';

/** One command of a plan. */
export interface PlannedCommand {
  /** Complete line for a shell. */
  readonly command: string;
  /** Names of the stacks that it changes. */
  readonly stacks: readonly string[];
  readonly why: readonly string[];
}

export interface CommandOptions {
  /** Commands that deploy the new templates. */
  readonly app: DeploymentCommands;
  /** Commands about an assembly that the plan wrote. */
  readonly written: (assembly: typeof BRIDGE | typeof FORGOTTEN) => DeploymentCommands;
}

/** Returns the commands that make a plan, in order. */
export function commandsOf({ steps, data }: Plan, options: CommandOptions): readonly PlannedCommand[] {
  const groups = grouped(steps);
  return groups.flatMap((group, at) => {
    const kind = group[0]?.kind;
    if (kind === 'delete') return deletion(group, data, options);
    const isLast = !groups.slice(at + 1).some(([step]) => step?.kind === 'deploy');
    return [deployment(group, kind === 'deploy' && isLast, options)];
  });
}

/** Joins steps that one command can make: deployments in the order of the assembly, which the CDK follows, or deletions. */
function grouped(steps: readonly Step[]): readonly (readonly Step[])[] {
  const groups: Step[][] = [];
  for (const step of steps) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    const follows = step.kind !== 'deploy' || (previous?.pair.rank ?? 0) < step.pair.rank;
    if (group && previous?.kind === step.kind && follows) group.push(step);
    else groups.push([step]);
  }
  return groups;
}

function deployment(group: readonly Step[], isLast: boolean, { app, written }: CommandOptions): PlannedCommand {
  const ids = group.map(({ pair }) => pair.planned?.id ?? pair.name).join(' ');
  const source = group[0]?.kind === 'bridge' ? written(BRIDGE) : app;
  return {
    command: source.cdk(isLast ? `deploy ${app.everything}` : `deploy ${ids} --exclusively`),
    stacks: group.map(({ pair }) => pair.name),
    why: group.flatMap(({ reasons }) => reasons),
  };
}

/** Lifts the protection first: CloudFormation refuses to delete a protected stack. */
function deletion(group: readonly Step[], data: readonly DataChange[], { written }: CommandOptions) {
  const source = written(FORGOTTEN);
  const names = group.map(({ pair }) => pair.name);
  const guarded = group.flatMap(({ pair }) => (pair.deployed?.terminationProtection ? pair.name : []));
  const buckets = data.filter(
    ({ stack, type, fate }) => names.includes(stack) && type === 'AWS::S3::Bucket' && fate === 'deleted',
  );
  return [
    ...(guarded.length > 0
      ? [
          {
            command: source.cdk(`deploy ${guarded.join(' ')} --exclusively`),
            stacks: guarded,
            why: ['Lifts the termination protection. Nothing else changes.'],
          },
        ]
      : []),
    {
      command: source.cdk(`destroy ${names.join(' ')} --exclusively`),
      stacks: names,
      why: [
        ...group.flatMap(({ reasons }) => reasons),
        ...buckets.map(({ physicalId }) => `Empty ${physicalId} first, old object versions included.`),
      ],
    },
  ];
}
