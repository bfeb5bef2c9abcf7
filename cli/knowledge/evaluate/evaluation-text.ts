import { columns } from '../../terminal/columns';
import { counted } from '../../terminal/counted';
import { truncate } from '../../terminal/text-width';
import type { Comparison } from './compare';
import { type Evaluation, MEASURE_NAMES, MEASURES } from './evaluation';
import { hitRates } from './measure';

/** Longest bar, and the columns for its labels. */
const MOST_CELLS = 40;
const MARGIN = 20;

/** Below this chance, a difference is unlikely to be luck: the usual threshold. */
const UNLIKELY = 0.05;

/** Returns the measures as a table, beside those of an earlier evaluation if there is one. */
export function measuresTable({ measures, settings }: Evaluation, before?: Evaluation): string[] {
  const header = [
    { heading: `measure, at ${counted(settings.results, 'passage')}` },
    ...(before ? [{ heading: `before, at ${before.settings.results}`, align: 'right' as const }] : []),
    { heading: before ? 'now' : 'value', align: 'right' as const },
    ...(before ? [{ heading: 'change', align: 'right' as const }] : []),
  ];
  const rows = MEASURE_NAMES.flatMap((name) => {
    const [now, earlier] = [measures[name], before?.measures[name]];
    if (now === undefined && earlier === undefined) return [];
    return [[MEASURES[name], ...(before ? [format(earlier), format(now), change(earlier, now)] : [format(now)])]];
  });
  return columns(header, rows);
}

const format = (value: number | undefined): string => value?.toFixed(3) ?? '-';

function change(before: number | undefined, now: number | undefined): string {
  if (before === undefined || now === undefined) return '-';
  const difference = now - before;
  // The rounding error of a mean.
  if (Math.abs(difference) < 1e-9) return '0.000';
  if (Math.abs(difference) < 0.0005) return difference > 0 ? '<+0.001' : '>-0.001';
  return `${difference < 0 ? '-' : '+'}${Math.abs(difference).toFixed(3)}`;
}

/**
 * Plots the share of questions with a relevant document among the first passages, by their number: one bar each, and one
 * more for the evaluation before.
 */
export function hitPlot(evaluation: Evaluation, before: Evaluation | undefined, width: number): string {
  if (evaluation.measures.hitRate === undefined) return '';
  const series = [
    ...(before ? [{ name: 'before ', of: before }] : []),
    { name: before ? 'now    ' : '', of: evaluation },
  ];
  const rates = series.map(({ name, of }) => ({ name, rates: hitRates(of.questions, of.settings.results) }));
  const cells = Math.min(MOST_CELLS, width - MARGIN);
  const most = Math.max(...rates.map(({ rates: { length } }) => length));
  const lines = Array.from({ length: most }, (_, index) =>
    rates.flatMap(({ name, rates: values }, at) => {
      const rate = values[index];
      const number = at === 0 ? String(index + 1) : '';
      return rate === undefined ? [] : [`${number.padStart(4)}  ${name}${bar(rate, cells)}  ${rate.toFixed(2)}`];
    }),
  );
  return ['Hit rate by number of passages', ...lines.flat()].join('\n');
}

const bar = (share: number, cells: number): string => {
  const full = Math.round(share * cells);
  return '█'.repeat(full) + '░'.repeat(cells - full);
};

/** Says which setting is better and by how much, with a line for each question that differs. */
export function comparisonLines(
  { measures, questions, compared, verdict, chance }: Comparison,
  width: number,
): string[] {
  const better = questions.filter(({ isBetter }) => isBetter).length;
  const worse = questions.length - better;
  const split = `${better} better, ${worse} worse, ${compared - questions.length} the same`;
  const byMeasure = measures
    .filter(({ before, now }) => change(before, now) !== change(now, now))
    .map(({ name, before, now }) => `${MEASURES[name]} ${change(before, now)}`);
  const luck =
    chance < UNLIKELY
      ? `The difference is unlikely to be luck (sign test: ${chance.toFixed(3)}).`
      : `The difference can be luck (sign test: ${chance.toFixed(3)}): evaluate more questions before you decide.`;
  const words = { better: 'Better than before', worse: 'Worse than before', same: 'Neither better nor worse' }[verdict];
  return [
    `${words}: of ${counted(compared, 'question')} ${split}.${byMeasure.length > 0 ? ` ${byMeasure.join(', ')}.` : ''}`,
    ...(questions.length > 0 ? [luck, ''] : []),
    ...columns(
      [{ heading: '' }, { heading: 'before' }, { heading: 'now' }, { heading: 'question' }],
      questions.map(({ question, audience, isBetter, ...states }) => [
        isBetter ? '+' : '-',
        states.before,
        states.now,
        truncate(audience === undefined ? question : `${question} (${audience})`, Math.max(20, width - 50)),
      ]),
    ).slice(questions.length > 0 ? 0 : 1),
  ];
}

/** Returns a line for each question that no relevant document was found for, or that was answered wrongly. */
export function wrongLines({ questions, settings }: Evaluation, width: number): string[] {
  const wrong = questions.flatMap(({ question, isAnswerable, found, relevant, answer }) => {
    const isMissed = isAnswerable && !found.slice(0, settings.results).some((key) => relevant.includes(key));
    const reasons = [
      ...(isMissed ? ['no relevant document'] : []),
      ...(isAnswerable && !isMissed && answer?.isNotInDocuments ? ['not answered'] : []),
      ...(!isAnswerable && answer && !answer.isNotInDocuments ? ['answered, but not answerable'] : []),
    ];
    return reasons.length === 0 ? [] : [[reasons.join(', '), truncate(question, Math.max(20, width - 32))]];
  });
  return wrong.length === 0 ? [] : columns([{ heading: 'wrong' }, { heading: 'question' }], wrong);
}
