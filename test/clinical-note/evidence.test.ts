import fc from 'fast-check';
import { checkEvidence, DEFECTS, type Defect } from '../../domain/clinical-note/evidence';
import { sentencesOf } from '../../domain/clinical-note/note';
import {
  consultations,
  draftOf,
  evidenceOf,
  filesOf,
  type RawFiles,
  rawSentences,
  restingOn,
  segmentsOf,
} from './generated-consultation';

const OTHER = '00000000-0000-4000-8000-000000000000';

/** Entry of a list that has one. */
const pick = <T>(list: readonly T[], at: number): T => {
  const picked = list[at % list.length];
  if (picked === undefined) throw new Error('the list is empty');
  return picked;
};

/** Changes one sentence or one segment, and returns the sentences that this concerns. */
type Corruption = (files: RawFiles, at: number) => readonly string[];

const ofSentence =
  (change: (sentence: ReturnType<typeof rawSentences>[number]) => void): Corruption =>
  (files, at) => {
    const sentences = rawSentences(files);
    change(pick(sentences, at));
    return [`s${(at % sentences.length) + 1}`];
  };

const ofSegment =
  (change: (segment: ReturnType<typeof segmentsOf>[number], files: RawFiles) => void): Corruption =>
  (files, at) => {
    const segment = pick(segmentsOf(files), at);
    change(segment, files);
    return restingOn(files, segment.SegmentId);
  };

const CORRUPTIONS: readonly (readonly [string, Defect, Corruption])[] = [
  ...['', ' ', '…', '\u200b\u2060', '\u202e'].map(
    (text) =>
      [
        `a sentence of ${JSON.stringify(text)}`,
        'no_text',
        ofSentence((sentence) => Object.assign(sentence, { SummarizedSegment: text })),
      ] as const,
  ),
  ['no link', 'no_link', ofSentence((sentence) => Object.assign(sentence, { EvidenceLinks: [] }))],
  ['links that are null', 'no_link', ofSentence((sentence) => Object.assign(sentence, { EvidenceLinks: null }))],
  ['links that are absent', 'no_link', ofSentence((sentence) => Reflect.deleteProperty(sentence, 'EvidenceLinks'))],
  ['a dangling link', 'dangling_link', ofSentence((sentence) => sentence.EvidenceLinks?.push({ SegmentId: OTHER }))],
  ['an empty id', 'dangling_link', ofSentence((sentence) => sentence.EvidenceLinks?.push({ SegmentId: '' }))],
  ['__proto__', 'dangling_link', ofSentence((sentence) => sentence.EvidenceLinks?.push({ SegmentId: '__proto__' }))],
  ['a repeated segment', 'duplicate_segment', ofSegment((one, files) => segmentsOf(files).push({ ...one }))],
  [
    'another segment with its id',
    'duplicate_segment',
    ofSegment(({ SegmentId }, files) =>
      segmentsOf(files).unshift({ SegmentId, BeginAudioTime: 0, EndAudioTime: 0.1, Content: 'Hm.' }),
    ),
  ],
  ['an empty text', 'no_words', ofSegment((segment) => Object.assign(segment, { Content: '' }))],
  ['no text', 'no_words', ofSegment((segment) => Reflect.deleteProperty(segment, 'Content'))],
  ['a text of marks', 'no_words', ofSegment((segment) => Object.assign(segment, { Content: ' … —?! ' }))],
  ['no time', 'no_time', ofSegment((segment) => Object.assign(segment, { BeginAudioTime: 0, EndAudioTime: 0 }))],
  ...(['BeginAudioTime', 'EndAudioTime'] as const).flatMap((field) =>
    [null, undefined].map(
      (value) =>
        [`${field} ${value}`, 'no_time', ofSegment((segment) => Object.assign(segment, { [field]: value }))] as const,
    ),
  ),
  ['an absent end', 'no_time', ofSegment((segment) => Reflect.deleteProperty(segment, 'EndAudioTime'))],
  ['a null end', 'no_time', ofSegment((segment) => Object.assign(segment, { EndAudioTime: null }))],
  [
    'an end before its begin',
    'no_time',
    ofSegment((segment) =>
      Object.assign(segment, { BeginAudioTime: segment.EndAudioTime, EndAudioTime: segment.BeginAudioTime }),
    ),
  ],
  [
    'an end after the recording',
    'time_outside_audio',
    ofSegment((segment, { seconds }) => Object.assign(segment, { EndAudioTime: seconds + 0.02 })),
  ],
  [
    'a begin before the recording',
    'time_outside_audio',
    ofSegment((segment) => Object.assign(segment, { BeginAudioTime: -0.01 })),
  ],
];

describe('the evidence check', () => {
  test('finds every generated consultation READY', () => {
    fc.assert(
      fc.property(consultations, (source) => {
        const { status, doubts } = evidenceOf(filesOf(source));
        expect([status, doubts]).toEqual(['READY', []]);
      }),
    );
  });

  test('knows a corruption for each defect', () => {
    expect([...new Set(CORRUPTIONS.map(([, defect]) => defect))].sort()).toEqual(Object.keys(DEFECTS).sort());
  });

  test.each(CORRUPTIONS)('doubts exactly the sentences that rest on %s', (_, defect, corrupt) => {
    fc.assert(
      fc.property(consultations, fc.nat(), (source, at) => {
        const files = filesOf(source);
        const concerned = corrupt(files, at);
        const { status, doubts } = evidenceOf(files);
        expect(doubts.map(({ sentence }) => sentence)).toEqual(concerned);
        for (const { defects } of doubts) expect(defects.map((found) => found.defect)).toContain(defect);
        // Nothing rests on the segment: the note is as good as before, unless the segment has no id of its own.
        const isReady = concerned.length === 0 && defect !== 'duplicate_segment';
        expect(status).toBe(isReady ? 'READY' : 'NEEDS_REVIEW');
      }),
      { numRuns: 40 },
    );
  });

  test('doubts a segment whose words nobody spoke', () => {
    fc.assert(
      fc.property(consultations, (source) => {
        const files = filesOf(source);
        files.transcript.Conversation.TranscriptItems = [];
        const { doubts } = evidenceOf(files);
        expect(doubts).toHaveLength(rawSentences(files).length);
        for (const { defects } of doubts)
          expect(new Set(defects.map(({ defect }) => defect))).toEqual(new Set(['no_words']));
      }),
    );
  });

  test('names each defect of each link once', () => {
    const files = filesOf({
      name: 'links',
      template: 'DAP',
      turns: [{ C: 'One.' }, { P: '', time: 'none' }],
      note: { DATA: ['A. [1]', 'B. [2, 2, 9, 1]'] },
    });
    const [, second] = segmentsOf(files);
    expect(evidenceOf(files).doubts).toEqual([
      {
        sentence: 's2',
        defects: [
          { defect: 'no_words', segment: second?.SegmentId },
          { defect: 'no_time', segment: second?.SegmentId },
          { defect: 'dangling_link', segment: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        ],
      },
    ]);
  });

  test.each([Number.NaN, 0, -1, Number.NEGATIVE_INFINITY])(
    'doubts everything in a recording of %d seconds',
    (seconds) => {
      const files = filesOf({ name: 'a', template: 'DAP', turns: [{ C: 'One.' }], note: { DATA: ['A. [1]'] } });
      expect(evidenceOf({ ...files, seconds })).toMatchObject({ status: 'NEEDS_REVIEW', doubts: [{ sentence: 's1' }] });
    },
  );

  test.each([[{}], [{ DATA: [] }]])('does not find a note without a sentence READY: %j', (note) => {
    const files = filesOf({ name: 'a', template: 'DAP', turns: [{ C: 'One.' }], note });
    expect(evidenceOf(files)).toMatchObject({ status: 'NEEDS_REVIEW', doubts: [] });
  });

  test('lists what the note leaves out: segments without a link, and silences', () => {
    fc.assert(
      fc.property(consultations, (source) => {
        const files = filesOf(source);
        const { unlinked, silences } = evidenceOf(files);
        expect(unlinked).toEqual(
          segmentsOf(files).flatMap(({ SegmentId }) => (restingOn(files, SegmentId).length === 0 ? [SegmentId] : [])),
        );
        for (const { begin, end } of silences) {
          expect(end - begin).toBeGreaterThanOrEqual(5);
          const isSpoken = segmentsOf(files).some(
            ({ BeginAudioTime, EndAudioTime }) => Number(EndAudioTime) > begin && Number(BeginAudioTime) < end,
          );
          expect(isSpoken).toBe(false);
        }
        const long = source.turns.filter(({ silence = 0 }) => silence >= 5).length;
        expect(silences.length).toBeGreaterThanOrEqual(long);
      }),
    );
  });

  test('lets the last word end after the recording by the rounding of times', () => {
    fc.assert(
      fc.property(consultations, fc.integer({ min: 2, max: 50 }), (source, hundredths) => {
        const files = filesOf({ ...source, note: { DATA: [`A. [${source.turns.length}]`] } });
        const end = Number(segmentsOf(files).at(-1)?.EndAudioTime);
        const statusAt = (seconds: number) => evidenceOf({ ...files, seconds }).status;
        expect([statusAt(end), statusAt((100 * end - 1) / 100)]).toEqual(['READY', 'READY']);
        expect(statusAt((100 * end - hundredths) / 100)).toBe('NEEDS_REVIEW');
      }),
    );
  });

  test('finds no silence within a segment, nor after the recording', () => {
    const segment = (begin: number, end: number, id: string) => ({
      ...{ id, begin, end, speaker: 'PATIENT_0', text: 'One.', words: [] },
    });
    const silences = (seconds: number, ...segments: readonly ReturnType<typeof segment>[]) =>
      checkEvidence({ sections: [] }, { segments, shape: 'batch' }, seconds).silences;
    // The second speaks while the first still does.
    expect(silences(30, segment(1, 20, 'one'), segment(2, 3, 'two'), segment(24, 29, 'three'))).toEqual([]);
    expect(silences(30, segment(40, 50, 'late'))).toEqual([{ begin: 0, end: 30 }]);
    expect(silences(30)).toEqual([{ begin: 0, end: 30 }]);
    expect(silences(30, segment(10, 20, 'b'), segment(0, 5, 'a'))).toEqual([
      { begin: 5, end: 10 },
      { begin: 20, end: 30 },
    ]);
    expect(silences(Number.NaN, segment(10, 20, 'b'))).toEqual([]);
  });

  test('reads 5,000 segments that all overlap, and 10,000 sentences', () => {
    const turns = Array.from({ length: 5_000 }, (_, index) => ({ [index % 2 ? 'P' : 'C']: `Word ${index}.` }));
    const note = {
      DATA: Array.from({ length: 10_000 }, (_, index) => `<b>Sentence ${index}</b> [${(index % 5_000) + 1}]`),
    };
    const files = filesOf({ name: 'many', template: 'DAP', turns, note });
    const draft = draftOf(files);
    expect([draft.evidence.status, draft.evidence.unlinked]).toEqual(['READY', []]);
    expect(sentencesOf(draft.note).at(-1)).toMatchObject({ id: 's10000', text: '<b>Sentence 9999</b>' });
    for (const segment of segmentsOf(files)) Object.assign(segment, { BeginAudioTime: 0, EndAudioTime: files.seconds });
    expect(evidenceOf(files).doubts.length).toBeGreaterThan(0);
  });
});
