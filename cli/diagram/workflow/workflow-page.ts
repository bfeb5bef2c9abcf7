import { type Definition, type Step, stepsOf } from './workflow-graph';

/** The states of a workflow as a Mermaid flowchart between the two comments of a page. */
export function workflowBlock(definition: Definition): string {
  const steps = stepsOf(definition);
  const names = [...new Set([definition.StartAt, ...steps.flatMap(({ from, to }) => [from, to])])];
  const id = (name: string) => `s${names.indexOf(name)}`;
  const node = (name: string) => {
    const [open, close] = SHAPES[definition.States[name]?.Type ?? ''] ?? ['["', '"]'];
    return `  ${id(name)}${open}${name}${close}`;
  };
  const arrow = ({ from, to, label }: Step) => `  ${id(from)} -->${label ? `|"${lines(label)}"|` : ''} ${id(to)}`;
  return [
    '<!-- diagram: made by `npm run diagram -- --workflow` from the definition; do not edit -->',
    '```mermaid',
    'flowchart TD',
    ...names.map(node),
    ...steps.map(arrow),
    '```',
    '<!-- end of the diagram -->',
  ].join('\n');
}

const SHAPES: Readonly<Record<string, readonly [open: string, close: string]>> = {
  Choice: ['{"', '"}'],
  Fail: ['(["', '"])'],
  Succeed: ['(["', '"])'],
  Wait: ['[/"', '"/]'],
};

/** Several failures, one below the other. */
const lines = (label: string) => label.replaceAll(', ', '<br/>');
