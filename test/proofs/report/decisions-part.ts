import { countsOf, type Inspection } from '../decisions/inspection';
import { type Sentence, summary } from '../decisions/sentence';
import { closed, grouped, table } from './markdown';

/** One deployment: its matrix, and every sentence with the number of requests that it was decided on. */
export function decisionsPart(
  name: string,
  matrix: readonly (readonly string[])[],
  inspections: readonly Inspection[],
): string {
  const [header = [], ...rows] = matrix;
  const { decisions, allowed } = countsOf(inspections);
  return [
    `### ${name}`,
    `Each role in the circumstances that favour it most. Empty: cannot.`,
    table(header, rows),
    `${grouped(decisions)} decisions, ${grouped(allowed)} of them allowed, and each as the sentence says:`,
    ...inspections.map(({ about, sentences }) =>
      closed(
        `${about}: ${sentences.length} sentences, ${grouped(countsOf([{ about, sentences, broken: [] }]).decisions)} decisions`,
        table(['sentence', 'allowed', 'denied'], sentences.map(row)),
      ),
    ),
  ].join('\n\n');
}

function row({ says, points }: Sentence): readonly string[] {
  const { decisions, allowed } = summary(points);
  return [says, grouped(allowed), grouped(decisions - allowed)];
}
