import type { Draft } from '../../../domain/clinical-note/draft';
import { DEFECTS } from '../../../domain/clinical-note/evidence';
import type { Segment } from '../../../domain/clinical-note/transcript';
import { wholeDefects } from '../../../domain/clinical-note/whole-defects';
import { wrap } from '../../terminal/columns';

const WIDTH = 100;

/** Returns a draft as text: each sentence with the numbers of its evidence, then the passages with these numbers. */
export function draftText(draft: Draft, reviewCommand: string): string {
  const { note, transcript, evidence, consultation, template, audio } = draft;
  const segments = new Map(transcript.segments.map((segment) => [segment.id, segment]));
  const numbers = new Map<string, number>();
  const numberOf = (id: string): string => {
    if (!segments.has(id)) return '?';
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return String(numbers.get(id));
  };
  const doubts = new Map(evidence.doubts.map(({ sentence, defects }) => [sentence, defects]));
  let count = 0;
  const sections = note.sections.flatMap(({ name, sentences }) => [
    '',
    name,
    ...sentences.flatMap(({ id, text, evidence: links }) => {
      count += 1;
      const marks = links.length > 0 ? ` [${[...new Set(links)].map(numberOf).join(', ')}]` : '';
      const defects = [...new Set((doubts.get(id) ?? []).map(({ defect }) => defect))];
      return [
        ...paragraph(`${count}. ${text}${marks}`, '  '),
        ...defects.map((defect) => `     IN DOUBT: ${DEFECTS[defect]}`),
      ];
    }),
  ]);
  const passages = [...numbers].flatMap(([id, number]) => {
    const segment = segments.get(id);
    return segment ? paragraph(`[${number}] ${clock(segment.begin)} ${segment.speaker}: ${segment.text}`, '  ') : [];
  });
  return [
    `DRAFT of consultation ${consultation}: ${template}, ${clock(audio.seconds)} of audio`,
    'Nobody has reviewed or signed it. A link shows where a sentence comes from, not that it is true.',
    ...sections,
    '',
    'Evidence',
    ...passages,
    '',
    ...wholeLines(draft),
    leftOut(evidence.unlinked.length, transcript.segments, evidence.silences.length),
    `${count} sentences, ${doubts.size} in doubt: ${evidence.status}. Review and sign: ${reviewCommand}`,
  ].join('\n');
}

/** Says what no sentence shows: a draft can be NEEDS_REVIEW without a sentence in doubt. */
function wholeLines({ note, transcript, audio }: Draft): readonly string[] {
  const { isEmpty, repeatedSegments, misplacedSegments } = wholeDefects(note, transcript, audio.seconds);
  return [
    ...(isEmpty ? ['IN DOUBT: The note has no sentence.'] : []),
    ...(repeatedSegments > 0 ? [`IN DOUBT: Passages that share their id with another: ${repeatedSegments}.`] : []),
    ...(misplacedSegments > 0
      ? [`IN DOUBT: Passages without a time, or with one outside the recording: ${misplacedSegments}.`]
      : []),
  ];
}

const leftOut = (unlinked: number, segments: readonly Segment[], silences: number): string =>
  `Left out of the note: ${unlinked} of ${segments.length} passages, and ${silences} silences.`;

const paragraph = (text: string, indent: string): readonly string[] => {
  const [first = '', ...rest] = wrap(text.split(/\s+/), WIDTH, `${indent}   `);
  return [`${indent}${first.trimStart()}`, ...rest];
};

const clock = (seconds: number): string => {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};
