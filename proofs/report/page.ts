import { allowedOf, fileOf, heldBackOf } from '../bounds/bound-file';
import { countsOf } from '../decisions/inspection';
import { summary } from '../decisions/sentence';
import { MOST_OF_A_KIND, MOST_OF_FURTHER_ROWS } from '../mutants/mutants-of';
import { CLAIM, LIMITS } from './limits';
import { closed, grouped, table } from './markdown';
import type { Proven } from './proven';

export const PAGE = 'docs/security-proof.md';

/** The whole report. It holds no time and no date: the same templates give the same page. */
export function page(proven: Proven): string {
  return `${[
    '# Security proof',
    '<!-- written by npm run prove: do not edit; CI fails when it is out of date -->',
    `${CLAIM}`,
    LIMITS.map((limit) => `- ${limit}`).join('\n'),
    `## Figures`,
    table(
      ['', ''],
      figures(proven).map(([words, count]) => [words, typeof count === 'number' ? grouped(count) : count]),
    ),
    '## Who can do what',
    ...proven.rows.map((row) => decisionsPart(row)),
    '## Settings of the account',
    ...proven.accounts.map((account) => accountPart(account)),
    '## Through which profile',
    profilesPart(proven),
    '## What can reach what',
    ...proven.rows.map((row) => `### ${row.name}\n\n${row.reach}`),
    '## What each role could ever be allowed',
    boundsPart(proven),
    '## The proofs bite',
    mutantsPart(proven),
  ].join('\n\n')}\n`;
}

/** Figures that `npm run prove` prints, and the page begins with. */
export function figures({
  rows,
  accounts,
  profiles,
  bounds,
  kills,
}: Proven): readonly (readonly [string, number | string])[] {
  const inspections = [...rows, ...accounts].flatMap((row) => row.inspections);
  const { decisions, allowed } = countsOf(inspections);
  return [
    ['sentences', inspections.reduce((sum, { sentences }) => sum + sentences.length, 0)],
    ['decisions on them, by both evaluators', decisions],
    ['of them allowed points', allowed],
    ['decisions on models and profiles', profiles.points],
    ['upper bounds, of roles and of policies', bounds.length],
    ['mutants', kills.mutants],
    ['kinds of mutants', kills.kinds.length],
    ['killed', kills.killed],
    ['of them by a refusal to read alone', kills.refusedOnly.length],
    ['survivors, each explained as equivalent', kills.equivalent.length],
  ];
}

function decisionsPart({ name, words, notClaimed, matrix, inspections }: Proven['rows'][number]) {
  const [header = [], ...rows] = matrix;
  return [
    `### ${name}`,
    ...(words === undefined ? [] : [words]),
    ...notClaimed,
    'Each role in the circumstances that favour it most; empty: cannot.',
    table(header, rows),
    sentencesPart(inspections),
  ].join('\n\n');
}

/** Account deployment of the table of accounts (docs/account.md), named after its row. */
const accountPart = ({ name, inspections }: Proven['accounts'][number]) =>
  `### ${name}\n\n${sentencesPart(inspections)}`;

function sentencesPart(inspections: Proven['rows'][number]['inspections']): string {
  const { decisions, allowed } = countsOf(inspections);
  return [
    `${grouped(decisions)} decisions, ${grouped(allowed)} of them allowed:`,
    // A row without the role or the capability has no sentence about it.
    ...inspections
      .filter(({ sentences }) => sentences.length > 0)
      .map((inspection) => {
        const { about, sentences } = inspection;
        const counts = countsOf([inspection]);
        const heading = `${about}: ${sentences.length} sentences, ${grouped(counts.decisions)} decisions`;
        const lines = sentences.map(({ says, points }) => {
          const of = summary(points);
          return [says, grouped(of.allowed), grouped(of.decisions - of.allowed)];
        });
        return closed(heading, table(['sentence', 'allowed', 'denied'], lines));
      }),
  ].join('\n\n');
}

const profilesPart = ({ profiles }: Proven) =>
  [
    `Every model id of the catalogue from every Region that offers it (${grouped(profiles.invocations)} of them): the identity policy, the boundary and the endpoint policy, each alone and all together, allow every ARN that an invocation touches, and no other. ${grouped(profiles.points)} decisions, ${grouped(profiles.simulated)} of them by the simulator too.`,
    table(['what is named', 'from', 'ARNs that must all be allowed'], profiles.kinds),
  ].join('\n\n');

const boundsPart = ({ bounds }: Proven) =>
  [
    'Of all actions that AWS has; conditions and resources left out. A pull request shows each one gained or lost. Under a role stands what its boundary holds back of its own policies.',
    table(
      ['deployment', 'of', 'could be allowed', 'held back'],
      bounds.map((bound) => [
        bound.deployment,
        `[${bound.name}](../${fileOf(bound.deployment, bound.name)})`,
        grouped(allowedOf(bound).length),
        grouped(heldBackOf(bound).length),
      ]),
    ),
  ].join('\n\n');

function mutantsPart({ kills }: Proven): string {
  const { kinds, proofs, refusedOnly, equivalent } = kills;
  const counts = kinds.map(({ kind, mutants, killed, by }) => [
    kind,
    ...[mutants, killed, ...proofs.map((proof) => by[proof] ?? 0)].map(String),
  ]);
  const examples = kinds.flatMap(({ example }) => (example ? [[example.name, example.says]] : []));
  return [
    `Each mutant is the templates with one control weakened, or with something taken away that is needed. It is killed when a proof or a rule no longer holds; snapshots do not count. Of a kind with many places ${MOST_OF_A_KIND} are tried, evenly spread, and ${MOST_OF_FURTHER_ROWS} more in the row clinic and in the rows of accounts.`,
    table(['kind', 'mutants', 'killed', ...proofs], counts),
    closed('An example of each kind, and what broke', table(['mutant', 'what broke'], examples)),
    closed(
      `Killed because a proof refused to read it, and by nothing else: ${refusedOnly.length}`,
      table(
        ['mutant', 'what could not be read'],
        refusedOnly.map(({ name, killers }) => [name, killers[0]?.says ?? '']),
      ),
    ),
    equivalent.length === 0
      ? 'No mutant survives.'
      : `${equivalent.length} survive, each equivalent to the original:\n\n${table(
          ['mutant', 'why it changes nothing'],
          equivalent.map(({ name, because }) => [name, because]),
        )}`,
  ].join('\n\n');
}
