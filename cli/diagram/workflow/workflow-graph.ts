/** What a definition in the Amazon States Language says of where it goes. */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly Choice[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly Parameters?: object;
}

interface Choice {
  readonly Next: string;
  readonly StringEquals?: string;
  readonly BooleanEquals?: boolean;
}

export interface Step {
  readonly from: string;
  readonly to: string;
  /** Under which condition, or with which failure; empty for what is the rule. */
  readonly label: string;
}

/**
 * The ways between the states that do something. One that only remembers by which name the execution will fail is a label on
 * the way; one that only counts is not there.
 */
export function stepsOf({ States: states }: Definition): readonly Step[] {
  const real = Object.entries(states).filter(([, { Type }]) => Type !== 'Pass');
  const steps = real.flatMap(([from, state]) => waysOf(state).map((way) => ({ from, ...arrival(states, way) })));
  return merged(steps.filter(({ from, to }) => from !== to));
}

interface Way {
  readonly to: string;
  readonly label: string;
}

function waysOf({ Next, Default, Choices = [], Catch = [] }: State): readonly Way[] {
  const chosen = Choices.map((choice) => ({ to: choice.Next, label: conditionOf(choice) }));
  return [
    ...(Next ? [{ to: Next, label: '' }] : []),
    ...chosen,
    ...(Default ? [{ to: Default, label: 'else' }] : []),
    ...Catch.map(({ ErrorEquals: [error = ''], Next: to }) => ({ to, label: errorOf(error) })),
  ];
}

const conditionOf = ({ StringEquals, BooleanEquals }: Choice) =>
  StringEquals ?? (BooleanEquals === undefined ? 'too often' : 'yes');

/** Such as `not found`; of all others the name of the failure says more. */
const errorOf = (error: string) => (error.endsWith('ResourceNotFoundException') ? 'not found' : '');

/** Where a way leads, past the states that do nothing: the name of the failure stands for what led to it. */
function arrival(states: Definition['States'], { to, label }: Way): Way {
  const state = states[to];
  if (state?.Type !== 'Pass') return { to, label };
  const { name } = (state.Parameters ?? {}) as { readonly name?: string };
  return arrival(states, { to: state.Next ?? '', label: name ?? label });
}

/** One step for what is the rule, and one for all else that leads the same way. */
function merged(steps: readonly Step[]): readonly Step[] {
  const labels = new Map<string, Set<string>>();
  for (const { from, to, label } of steps) {
    const way = JSON.stringify([from, to]);
    labels.set(way, (labels.get(way) ?? new Set()).add(label));
  }
  return [...labels].flatMap(([way, all]) => {
    const [from, to] = JSON.parse(way) as [string, string];
    const labelled = [...all].filter((label) => label !== '');
    const rule = all.has('') ? [{ from, to, label: '' }] : [];
    return labelled.length > 0 ? [...rule, { from, to, label: labelled.join(', ') }] : rule;
  });
}
