import { type ChoiceRule, conditionText } from './condition';

/** Definition of a workflow in the Amazon States Language, with only the fields that determine the next state. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly (ChoiceRule & { readonly Next: string })[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly Parameters?: object;
  /** States that a Map goes through for each item. */
  readonly ItemProcessor?: Definition;
}

export interface Step {
  readonly from: string;
  readonly to: string;
  /** Condition or failure that leads this way; empty for the usual way. */
  readonly label: string;
  /** True if the execution fails with the name that the label has. */
  readonly isFailure: boolean;
}

/**
 * Returns the steps between the states that do something. A Pass state is not drawn: one that stores the name of a
 * failure becomes the label of the step, and one that counts has none.
 */
export function stepsOf({ States: states }: Definition): readonly Step[] {
  const real = Object.entries(states).filter(([, { Type }]) => Type !== 'Pass');
  const steps = real.flatMap(([from, state]) => waysOf(from, state).map((way) => ({ from, ...arrival(states, way) })));
  return merged(steps.filter(({ from, to }) => from !== to));
}

type Way = Omit<Step, 'from'>;

const way = (to: string, label: string): Way => ({ to, label, isFailure: false });

function waysOf(name: string, { Next, Default, Choices = [], Catch = [] }: State): readonly Way[] {
  return [
    ...(Next ? [way(Next, '')] : []),
    ...Choices.map((rule) => way(rule.Next, conditionText(rule, name))),
    ...(Default ? [way(Default, 'else')] : []),
    ...Catch.map(({ ErrorEquals: [error = ''], Next: to }) => way(to, errorText(error))),
  ];
}

function errorText(error: string): string {
  if (error === 'States.ALL') return 'any error';
  return error.endsWith('ResourceNotFoundException') ? 'not found' : error;
}

/** Follows Pass states to the state that does something. */
function arrival(states: Definition['States'], arriving: Way): Way {
  const state = states[arriving.to];
  if (state?.Type !== 'Pass') return arriving;
  const { name } = (state.Parameters ?? {}) as { readonly name?: string };
  const to = state.Next ?? '';
  return arrival(states, name === undefined ? { ...arriving, to } : { to, label: name, isFailure: true });
}

/** Joins the steps between two states: the usual way, the other ways, and the failures. */
function merged(steps: readonly Step[]): readonly Step[] {
  const byEnds = new Map<string, Step>();
  for (const step of steps) {
    const key = JSON.stringify([step.from, step.to, step.isFailure, step.label === '']);
    const labels = new Set([...(byEnds.get(key)?.label.split('\n') ?? []), step.label]);
    byEnds.set(key, { ...step, label: [...labels].join('\n') });
  }
  return [...byEnds.values()];
}
