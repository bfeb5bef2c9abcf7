import fc from 'fast-check';
import { type Draft, makeDraft } from '../../domain/clinical-note/draft';
import { checkEvidence } from '../../domain/clinical-note/evidence';
import { NOTE_TEMPLATES, type NoteTemplate } from '../../domain/clinical-note/note-templates';
import { readNote } from '../../domain/clinical-note/outputs/read-note';
import { readTranscript } from '../../domain/clinical-note/outputs/read-transcript';
import type { SyntheticConsultation, Turn } from '../../sandbox/consultations/consultation';
import { rawOutputs } from '../../sandbox/consultations/raw-outputs';
import { conversationLength, spokenTurns } from '../../sandbox/consultations/spoken-turns';

export interface RawItem {
  Alternatives?: { Content: string; Confidence: number }[] | null;
  Content?: string;
  BeginAudioTime?: unknown;
  EndAudioTime?: unknown;
  Type?: string;
}

export interface RawSegment {
  SegmentId: string;
  BeginAudioTime: unknown;
  EndAudioTime: unknown;
  Content?: unknown;
  ParticipantDetails?: { ParticipantRole?: string };
}

export interface RawSentence {
  SummarizedSegment: string;
  EvidenceLinks?: { SegmentId: string }[] | null;
}

/** Files of a job that a test may change. */
export interface RawFiles {
  readonly transcript: { Conversation: { TranscriptItems: RawItem[]; TranscriptSegments: RawSegment[] } };
  readonly summary: { ClinicalDocumentation: { Sections: { SectionName: string; Summary: RawSentence[] }[] } };
  readonly seconds: number;
}

/** Makes the files of a consultation, which the caller may change. */
export function filesOf(source: Omit<SyntheticConsultation, 'about' | 'outcome'>): RawFiles {
  const seconds = conversationLength(spokenTurns(source)) / 100;
  return { ...(JSON.parse(JSON.stringify(rawOutputs(source))) as Omit<RawFiles, 'seconds'>), seconds };
}

export const segmentsOf = ({ transcript }: RawFiles): RawSegment[] => transcript.Conversation.TranscriptSegments;

export const rawSentences = ({ summary }: RawFiles): RawSentence[] =>
  summary.ClinicalDocumentation.Sections.flatMap(({ Summary }) => Summary);

/** Ids of the sentences that rest on a segment. */
export const restingOn = (files: RawFiles, segment: string): readonly string[] =>
  rawSentences(files).flatMap(({ EvidenceLinks }, index) =>
    EvidenceLinks?.some(({ SegmentId }) => SegmentId === segment) ? [`s${index + 1}`] : [],
  );

export const evidenceOf = ({ transcript, summary, seconds }: RawFiles) =>
  checkEvidence(readNote(summary), readTranscript(transcript), seconds);

export const draftOf = ({ transcript, summary, seconds }: RawFiles, template: NoteTemplate = 'DAP'): Draft =>
  makeDraft({
    consultation: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
    template,
    createdAt: '2026-11-28T04:00:00.000Z',
    audio: { key: 'audio/c0ffee-0042/6f9619ff-8b86-4d01-b42d-00cf4fc964ff.wav', seconds },
    transcript: readTranscript(transcript),
    note: readNote(summary),
  });

/** Text without brackets, in which the sources write links, and without the sign of a confidence. */
const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((some) => `a${some.replaceAll(/[[\]~\s]/g, ' ')}`);

const turn: fc.Arbitrary<Turn> = fc
  .tuple(fc.constantFrom('C', 'P', 'INTERPRETER_0', 'ROLE_OF_TOMORROW'), text, fc.nat(8))
  .chain(([speaker, said, silence]) =>
    fc.constantFrom({ [speaker]: said }, { [speaker]: said, silence }, { [speaker]: said, part: 'PART_OF_TOMORROW' }),
  );

/** Any consultation without a defect. */
export const consultations: fc.Arbitrary<Omit<SyntheticConsultation, 'about' | 'outcome'>> = fc
  .array(turn, { minLength: 1, maxLength: 12 })
  .chain((turns) => {
    const links = fc.array(fc.integer({ min: 1, max: turns.length }), { minLength: 1, maxLength: 3 });
    const sentence = fc.tuple(text, links).map(([some, numbers]) => `${some.trimEnd()} [${numbers.join(', ')}]`);
    const name = fc.constantFrom('SUBJECTIVE', 'PLAN', 'SECTION_OF_TOMORROW', 'x', '__proto__');
    return fc.record({
      name: fc.uuid(),
      turns: fc.constant(turns),
      template: fc.constantFrom(...(Object.keys(NOTE_TEMPLATES) as NoteTemplate[])),
      note: fc
        .array(fc.tuple(name, fc.array(sentence, { minLength: 1, maxLength: 4 })), { minLength: 1, maxLength: 4 })
        .map((sections) => Object.fromEntries(sections)),
      ...{ shape: fc.constantFrom<'streaming' | undefined>('streaming', undefined) },
    });
  })
  .map(({ shape, ...source }) => ({ ...source, ...(shape && { shape }) }));

/** Returns what an action throws, with its cause and stack; undefined if it throws nothing. */
export const thrownBy = (action: () => unknown): unknown => {
  try {
    action();
    return undefined;
  } catch (error) {
    return error;
  }
};
