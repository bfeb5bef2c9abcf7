import { OperatorError } from '../../../domain/operator-error';
import type { Picture, PictureNode, StateKind } from '../picture/picture';
import { type Definition, type Step, stepsOf } from './workflow-graph';

const KINDS: Readonly<Record<string, StateKind>> = {
  Choice: 'choice',
  Fail: 'failure',
  Map: 'task',
  Succeed: 'success',
  Task: 'task',
  Wait: 'wait',
};

/** Draws the states of a workflow. Ways to its failing end are listed in the state that takes them. */
export function workflowPicture(definition: Definition, name: string): Picture {
  const steps = stepsOf(definition);
  const ends = endingStates(definition);
  const isEnding = ({ from, to }: Step) => ends.has(to) && !ends.has(from);
  const states = Object.keys(definition.States).filter((state) => definition.States[state]?.Type !== 'Pass');
  return {
    name,
    heading: name,
    description: `States of the ${name}`,
    nodes: states.map((state) =>
      stateNode(definition, state, [
        ...tasksWithin(definition, state),
        ...steps.filter((step) => step.from === state && isEnding(step)).flatMap(endingLines),
        ...(steps.some((step) => step.to === state && isEnding(step)) ? ['every ✗ leads here'] : []),
      ]),
    ),
    edges: steps
      .filter((step) => !isEnding(step))
      .map(({ from, to, label }) => ({ from, to, label: label.replaceAll('\n', ', '), kind: 'call' })),
    isOrdered: true,
    hasKeySign: false,
  };
}

/** States from which the only way is to a Fail state. */
function endingStates({ States: states }: Definition): ReadonlySet<string> {
  const isEnd = (name: string): boolean => {
    const { Type, Next } = states[name] ?? {};
    return Type === 'Fail' || (Type === 'Task' && Next !== undefined && states[Next]?.Type === 'Fail');
  };
  return new Set(Object.keys(states).filter(isEnd));
}

/** Names of the tasks that a Map does for each item. */
const tasksWithin = ({ States: states }: Definition, map: string): readonly string[] =>
  Object.entries(states[map]?.ItemProcessor?.States ?? {}).flatMap(([name, { Type }]) =>
    Type === 'Task' ? [name] : [],
  );

const endingLines = ({ label }: Step) => label.split('\n').map((each) => `✗ ${each || 'when done'}`);

function stateNode({ States: states }: Definition, id: string, lines: readonly string[]): PictureNode {
  const type = states[id]?.Type ?? '';
  const kind = KINDS[type];
  if (kind === undefined) {
    throw new OperatorError(
      'PB-DIAGRAM-005',
      `State '${id}': cannot draw the type ${type}.`,
      'Add it to cli/diagram/workflow/workflow-picture.ts.',
    );
  }
  return { id, title: id, lines, kind, isEncrypted: false };
}
