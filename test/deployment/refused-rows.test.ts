import { inspect } from 'node:util';
import fc from 'fast-check';
import { formatProblem, type Problem } from '../../domain/deployment/config-error';
import { validateDeployments } from '../../domain/deployment/validate-deployments';
import { rows } from '../../proofs/rows/rows';
import { expectPage } from '../docs/generated-page';
import { obey } from './obey';
import { BASE, ODD_ROWS, type OddRow } from './refused-rows';

const TODAY = new Date('2026-11-27');

const tableOf = ({ row, name = 'chat', beside }: OddRow) => ({
  ...(beside && { other: beside }),
  [name]: { ...BASE, ...row },
});

test('the row that each odd row changes is valid', () => {
  expect(validateDeployments({ chat: BASE }, TODAY)).toEqual([]);
});

describe.each(ODD_ROWS)('$what', (odd) => {
  const problems = validateDeployments(tableOf(odd), TODAY);
  const { decision } = odd;

  test('is refused', () => {
    expect(problems.length).toBeGreaterThan(0);
  });

  test(decision === undefined ? 'is accepted when each suggestion is obeyed' : `needs a decision: ${decision}`, () => {
    const obeyed = problems.flatMap((problem) => obey(tableOf(odd), problem));
    expect(obeyed.length > 0).toBe(decision === undefined);
    for (const changed of obeyed) expect(validateDeployments(changed, TODAY)).toEqual([]);
  });
});

describe('any row with any text misspelt', () => {
  /** Misspells one text of the row: by a letter less or more, two that change places, or capitals. */
  const misspelt = fc
    .tuple(rows, fc.nat(), fc.nat(), fc.constantFrom('drop', 'double', 'swap', 'capitals'))
    .map(([row, which, at, how]) => {
      const count = textsIn(row);
      let index = which % count;
      return JSON.parse(JSON.stringify(row), (_, value: unknown) =>
        typeof value === 'string' && index-- === 0 ? misspell(value, at % Math.max(1, value.length), how) : value,
      ) as object;
    });

  test('has no problem left of those whose suggestion is obeyed, and no new one', () => {
    let suggestions = 0;
    fc.assert(
      fc.property(misspelt, (row) => {
        const table = { chat: row };
        const problems = validateDeployments(table, TODAY);
        for (const problem of problems.filter(({ path }) => !DECISIONS.test(path))) {
          for (const changed of obey(table, problem)) {
            suggestions += 1;
            const left = validateDeployments(changed, TODAY).map(placeOf);
            const others = problems.filter((other) => other !== problem).map(placeOf);
            expect([formatProblem(problem), left.filter((one) => !others.includes(one))]).toEqual([
              expect.anything(),
              [],
            ]);
          }
        }
      }),
      { numRuns: 150, seed: 15 },
    );
    expect(suggestions).toBeGreaterThan(30);
  });
});

/** Which of several Regions a declared model has, and which length its vectors, a person knows. */
const DECISIONS = /\.declaredModels|\.embeddingModel$/;

const placeOf = ({ code, path }: Problem) => `${code} ${path}`;

function textsIn(value: unknown): number {
  if (typeof value === 'string') return 1;
  return typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum, one) => sum + textsIn(one), 0)
    : 0;
}

function misspell(text: string, at: number, how: string): string {
  const [before, letter = '', after] = [text.slice(0, at), text[at], text.slice(at + 1)];
  if (how === 'drop') return before + after;
  if (how === 'double') return before + letter + letter + after;
  return how === 'swap' ? before + after.slice(0, 1) + letter + after.slice(1) : text.toUpperCase();
}

const HEAD = `# When a row is refused

<!-- made from test/deployment/refused-rows.ts by test/deployment/refused-rows.test.ts; do not edit -->

\`cdk synth\` reports every mistake of a row at once, before anything is created. Each problem has a code, its place, the
value, what is wrong and what to do. [Errors](errors.md) lists the codes. These are mistakes that people make, each with the
message. A test obeys each suggestion that needs no decision, and requires that the row is then accepted.

Each row below changes this one:

\`\`\`ts
chat: ${inspect(BASE)},
\`\`\`
`;

const section = (odd: OddRow) => {
  const { what, row, name, beside } = odd;
  const properties = Object.entries(row).map(
    ([property, value]) => `${property}: ${inspect(value, { depth: null, breakLength: 100 })},`,
  );
  const written = [
    ...(beside ? [`// with another row:\nother: ${inspect(beside, { depth: null, breakLength: 110 })},`] : []),
    ...(name ? [`${inspect(name)}: { … },`] : properties),
  ];
  const problems = validateDeployments(tableOf(odd), TODAY).map((problem) => `> ${formatProblem(problem)}`);
  return `## ${what}\n\n\`\`\`ts\n${written.join('\n')}\n\`\`\`\n\n${problems.join('\n>\n')}\n`;
};

test('docs/refused-rows.md is what the configuration says (cp build/docs/refused-rows.md docs if this fails)', () => {
  expectPage('refused-rows.md', [HEAD, ...ODD_ROWS.map(section)].join('\n'));
});
