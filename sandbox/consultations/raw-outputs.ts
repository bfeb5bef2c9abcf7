import { createHash } from 'node:crypto';
import type { SyntheticConsultation } from './consultation';
import { type SpokenTurn, type SpokenWord, spokenTurns } from './spoken-turns';

/** Files that HealthScribe writes. */
export interface RawOutputs {
  readonly transcript: unknown;
  readonly summary: unknown;
}

type Source = Pick<SyntheticConsultation, 'name' | 'turns' | 'note' | 'shape'>;

/** Makes both files of a job, in the shape of the batch or of the streaming API. */
export function rawOutputs(source: Source): RawOutputs {
  const turns = spokenTurns(source);
  const isStream = source.shape === 'streaming';
  const idOf = (number: number) => uuid(`${source.name}/${number}`);
  const identity = isStream
    ? { SessionId: uuid(source.name) }
    : { JobName: `synthetic-${source.name}`, JobType: 'ASYNC' };
  return {
    transcript: {
      Conversation: {
        ConversationId: uuid(`${source.name}/conversation`),
        ...identity,
        LanguageCode: 'en-US',
        ClinicalInsights: [],
        TranscriptItems: turns.flatMap(({ words }) =>
          words.flatMap((word) => (isStream ? streamItems(word) : batchItems(word))),
        ),
        TranscriptSegments: turns.map((turn) => segment(turn, idOf(turn.id))),
      },
    },
    summary: {
      ClinicalDocumentation: {
        ...(isStream && identity),
        Sections: Object.entries(source.note).map(([name, sentences]) => ({
          SectionName: name,
          Summary: sentences.map((sentence) => summary(sentence, idOf)),
        })),
      },
    },
  };
}

const segment = ({ text, begin, end, hasTime, speaker, part }: SpokenTurn, id: string) => ({
  SegmentId: id,
  BeginAudioTime: hasTime ? begin / 100 : 0,
  EndAudioTime: hasTime ? end / 100 : 0,
  Content: text,
  ParticipantDetails: { ParticipantRole: speaker },
  ...(part !== undefined && { SectionDetails: { SectionName: part } }),
});

const batchItems = ({ text, punctuation, begin, end, confidence }: SpokenWord): readonly object[] => [
  {
    Alternatives: [{ Confidence: confidence, Content: text }],
    BeginAudioTime: begin / 100,
    EndAudioTime: end / 100,
    Type: 'PRONUNCIATION',
  },
  ...[...punctuation].map((mark) => ({
    Alternatives: [{ Confidence: 0, Content: mark }],
    BeginAudioTime: 0,
    EndAudioTime: 0,
    Type: 'PUNCTUATION',
  })),
];

const streamItems = ({ text, punctuation, begin, end, confidence }: SpokenWord): readonly object[] => [
  {
    Confidence: confidence,
    Content: text,
    BeginAudioTime: begin / 100,
    EndAudioTime: end / 100,
    Type: 'pronunciation',
  },
  ...[...punctuation].map((mark) => ({
    Content: mark,
    BeginAudioTime: end / 100,
    EndAudioTime: end / 100,
    Type: 'punctuation',
  })),
];

function summary(sentence: string, idOf: (number: number) => string) {
  const [, text = sentence, turns = ''] = /^(.*?)(?: \[([\d, ]+)\])?$/su.exec(sentence) ?? [];
  const numbers = turns.split(',').filter((number) => number.trim() !== '');
  return { SummarizedSegment: text, EvidenceLinks: numbers.map((number) => ({ SegmentId: idOf(Number(number)) })) };
}

/** Returns a UUID that is always the same for a text. */
export function uuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
