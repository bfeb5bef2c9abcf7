import { dirname } from 'node:path';
import { grouped, table } from '../report/markdown';
import { NOT_ATTACKED } from './targets';
import { type CodeAnswer, NO_EFFECT } from './verdict';

export const CODE_PAGE = 'docs/code-mutants.md';

/** Part of a target that a run attacks. */
export interface Scope {
  readonly target: string;
  readonly percent: number;
  /** Places that there are. */
  readonly places: number;
}

/** Report on the mutants of the code. */
export function codePage(
  answers: readonly CodeAnswer[],
  explained: readonly { readonly name: string; readonly because: string }[],
  survivors: readonly string[],
  scope: readonly Scope[],
): string {
  return `${[
    '# Mutants of the code',
    '<!-- written by npm run prove -- --code: do not edit -->',
    '`npm run prove -- --code` changes one place of the code at a time and looks whether anything notices. Code that builds policies (`lib`) is judged by the proofs, on the rows of the table and on odd rows. Code that builds requests, answers and failures (`lambda`, the states of the workflows) is judged by the contracts, the markers and the tests of the functions, and by the proofs if no test sees the change. Snapshots and listings do not count.',
    attacked(scope),
    'A mutant of a policy that changes no template of any of these rows, such as a default that each row sets itself, has no effect that a proof could see.',
    counted('kind', answers, ({ mutant }) => mutant.kind),
    counted('folder', answers, ({ mutant }) => `\`${dirname(mutant.file)}\``),
    '## What is not attacked',
    notAttacked(),
    '## Not seen, each with its reason',
    explained.length === 0
      ? 'None.'
      : table(
          ['mutant', 'why it makes nothing weaker'],
          explained.map(({ name, because }) => [code(name), because]),
        ),
    ...(survivors.length === 0
      ? []
      : ['## Not seen, and not yet explained', survivors.map((name) => `- ${code(name)}`).join('\n')]),
  ].join('\n\n')}\n`;
}

const attacked = (scope: readonly Scope[]) => {
  const parts = scope.map(({ target, percent, places }) => `${percent} % of ${grouped(places)} places for ${target}`);
  const chosen =
    'A hash of the changed text chooses them evenly over all files and kinds, so that other edits do not move them.';
  return `This page is of a run on ${parts.join(' and ')}. ${scope.some(({ percent }) => percent < 100) ? `${chosen} ` : ''}CI attacks all places once a week.`;
};

const notAttacked = () =>
  [
    `- The folders ${NOT_ATTACKED.map((folder) => `\`${folder}\``).join(', ')}: public names and composition, checks of an app, the table of deployments.`,
    '- Handlers and the protocol of AWS, which only tests of the built functions reach: `handler.ts`, `bedrock-protocol.ts`, `bodies.ts`, `event-stream.ts`, `numbers.ts`, `unknown-members.ts`.',
    '- Words for people: texts of errors, rules and reasons, descriptions, sentences, Sids, ids of constructs.',
    '- Types, imports, what a `throw` makes, and the domain: rows, models, prices, the rules of datasets.',
    '- Two changes at once, and a change that does not compile to JavaScript.',
  ].join('\n');

function counted(heading: string, answers: readonly CodeAnswer[], of: (answer: CodeAnswer) => string): string {
  const groups = [...new Set(answers.map(of))].sort();
  return table(
    [heading, 'mutants', 'seen', 'without effect', 'not seen'],
    [
      ...groups.map((group) => [group, ...counts(answers.filter((one) => of(one) === group)).map(grouped)]),
      ['**all**', ...counts(answers).map(grouped)],
    ],
  );
}

const counts = (all: readonly CodeAnswer[]): readonly number[] => {
  const killers = all.map(({ verdict }) => verdict.killer);
  const idle = killers.filter((killer) => killer === NO_EFFECT).length;
  const unseen = killers.filter((killer) => killer === undefined).length;
  return [all.length, all.length - idle - unseen, idle, unseen];
};

const code = (name: string) => `\`${name.replaceAll('`', "'").replaceAll('|', '\\|')}\``;
