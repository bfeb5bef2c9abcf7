import { grouped, table } from '../report/markdown';
import { type CodeAnswer, NO_EFFECT } from './verdict';

export const CODE_PAGE = 'docs/code-mutants.md';

/** Report on the mutants of the code. @param scope.places places that there are */
export function codePage(
  answers: readonly CodeAnswer[],
  explained: readonly { readonly name: string; readonly because: string }[],
  survivors: readonly string[],
  scope: { readonly percent: number; readonly places: number },
): string {
  const kinds = [...new Set(answers.map(({ mutant }) => mutant.kind))].sort();
  const rows = kinds.map((kind) => {
    const all = answers.filter(({ mutant }) => mutant.kind === kind);
    return [kind, ...counts(all).map(grouped)];
  });
  return `${[
    '# Mutants of the code',
    '<!-- written by npm run prove -- --code: do not edit -->',
    `\`npm run prove -- --code\` changes one place of the code that builds policies (\`lib\`) or requests and failures (\`lambda\`, the tuning workflow), and looks whether anything notices: for policies the proofs, on the rows of the table and on odd rows; for requests the contracts, the markers and the tests of the functions. Snapshots and listings do not count. ${attacked(scope)}`,
    'A mutant of a policy that changes no template of any of these rows, such as another text of an error or a default that each row sets itself, has no effect that a proof could see.',
    table(
      ['kind', 'mutants', 'seen', 'without effect', 'not seen'],
      [...rows, ['**all**', ...counts(answers).map(grouped)]],
    ),
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

const attacked = ({ percent, places }: { readonly percent: number; readonly places: number }) =>
  percent < 100
    ? `This page is of a run on ${percent} % of ${grouped(places)} places, chosen by a hash over all files and kinds. CI attacks all places once a week.`
    : `This page is of a run on all ${grouped(places)} places. CI does the same once a week.`;

const counts = (all: readonly CodeAnswer[]): readonly number[] => {
  const killers = all.map(({ verdict }) => verdict.killer);
  const idle = killers.filter((killer) => killer === NO_EFFECT).length;
  const unseen = killers.filter((killer) => killer === undefined).length;
  return [all.length, all.length - idle - unseen, idle, unseen];
};

const code = (name: string) => `\`${name.replaceAll('`', "'").replaceAll('|', '\\|')}\``;
