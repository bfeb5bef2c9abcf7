import { readTranscript } from '../../domain/clinical-note/outputs/read-transcript';
import { thrownBy } from './generated-consultation';

const PATIENT = 'PATIENT-NAME-7f3a';

describe('the transcript', () => {
  const item = (more: object) => ({ BeginAudioTime: 0.2, EndAudioTime: 0.4, Type: 'pronunciation', ...more });
  const read = (items: readonly object[], segment: object = {}, conversation: object = {}) => {
    const only = { SegmentId: 'one', BeginAudioTime: 0.1, EndAudioTime: 1, Content: 'Yes.', ...segment };
    return readTranscript({ Conversation: { TranscriptItems: items, TranscriptSegments: [only], ...conversation } });
  };
  const wordsOf = (items: readonly object[]) => read(items).segments[0]?.words;

  test.each(['PUNCTUATION', 'punctuation', 'Punctuation'])('joins %s to the word before it', (Type) => {
    const mark = { Content: '!', Type, BeginAudioTime: 0, EndAudioTime: 0 };
    expect(wordsOf([item({ Content: 'Yes' }), mark, mark])).toEqual([{ text: 'Yes!!', begin: 0.2, end: 0.4 }]);
    expect(wordsOf([mark])).toEqual([]);
  });

  test('takes the first alternative, or the content itself', () => {
    const alternatives = [
      { Content: 'Yes', Confidence: 0.5 },
      { Content: 'Yet', Confidence: 0.4 },
    ];
    const word = { text: 'Yes', begin: 0.2, end: 0.4, confidence: 0.5 };
    expect(wordsOf([item({ Alternatives: alternatives })])).toEqual([word]);
    expect(wordsOf([item({ Content: 'Yes', Confidence: 0.5 })])).toEqual([word]);
    expect(wordsOf([item({ Content: 'Yes', Confidence: 0.5, Alternatives: [] })])).toEqual([word]);
  });

  test.each([-0.1, 1.1, 99])('reads the confidence %d as unknown', (Confidence) => {
    expect(wordsOf([item({ Content: 'Yes', Confidence })])).toEqual([{ text: 'Yes', begin: 0.2, end: 0.4 }]);
  });

  test('has what nobody named: speaker, part, words', () => {
    expect(read([], { ParticipantDetails: null })).toEqual({
      segments: [{ id: 'one', speaker: 'UNKNOWN', begin: 0.1, end: 1, text: 'Yes.', words: [] }],
      shape: 'batch',
    });
    expect(read([], {}, { SessionId: 'x' }).shape).toBe('streaming');
    expect(read([], {}, { TranscriptItems: null }).segments).toHaveLength(1);
  });

  test.each([
    [
      'Conversation.TranscriptItems[1].BeginAudioTime is a string; expected a finite number',
      { BeginAudioTime: '0.16' },
    ],
    [
      'Conversation.TranscriptItems[1].EndAudioTime is not a finite number; expected a finite number',
      { EndAudioTime: NaN },
    ],
    ['Conversation.TranscriptItems[1].Confidence is a string; expected a finite number', { Confidence: '0.9' }],
    ['Conversation.TranscriptItems[1].Alternatives is an object; expected a list', { Alternatives: {} }],
    [
      'Conversation.TranscriptItems[1].Alternatives[0].Content is a list; expected a string',
      { Alternatives: [{ Content: [PATIENT] }] },
    ],
    ['Conversation.TranscriptItems[1].Alternatives[1] is null; expected an object', { Alternatives: [{}, null] }],
  ])('%s', (message, more) => {
    expect(String(thrownBy(() => read([item({ Content: 'a' }), item(more)])))).toBe(`OutputError: ${message}`);
  });

  test.each([
    ['Conversation.TranscriptSegments[0].SegmentId is missing; expected a string', { SegmentId: undefined }],
    ['Conversation.TranscriptSegments[0].SegmentId is a number; expected a string', { SegmentId: 7 }],
    [
      'Conversation.TranscriptSegments[0].ParticipantDetails is a string; expected an object',
      { ParticipantDetails: PATIENT },
    ],
    [
      'Conversation.TranscriptSegments[0].SectionDetails.SectionName is an object; expected a string',
      { SectionDetails: { SectionName: {} } },
    ],
  ])('%s', (message, more) => {
    expect(String(thrownBy(() => read([], more)))).toBe(`OutputError: ${message}`);
  });

  test('places words of two speakers who speak at once by what they say, in any order of the files', () => {
    const said = (content: string, begin: number) => ({
      Content: content,
      BeginAudioTime: begin,
      EndAudioTime: begin + 0.1,
    });
    const items = [
      said('I', 1),
      said('So', 1.05),
      said('think', 1.3),
      said('you', 1.35),
      said('yes', 1.6),
      said('say', 1.65),
    ];
    const segments = [
      { SegmentId: 'b', BeginAudioTime: 1.05, EndAudioTime: 1.75, Content: 'So you say' },
      { SegmentId: 'a', BeginAudioTime: 1, EndAudioTime: 1.7, Content: 'I think yes' },
    ];
    for (const order of [items, [...items].reverse()]) {
      const transcript = readTranscript({ Conversation: { TranscriptItems: order, TranscriptSegments: segments } });
      expect(transcript.segments.map(({ id, words }) => [id, words.map(({ text }) => text).join(' ')])).toEqual([
        ['b', 'So you say'],
        ['a', 'I think yes'],
      ]);
    }
  });

  test('places a word outside a segment by the rounding of times, and no further', () => {
    const at = (middle: number) => read([item({ Content: 'Yes', BeginAudioTime: middle, EndAudioTime: middle })]);
    const isPlaced = [0.08, 0.09, 0.1, 1, 1.01, 1.02].map((middle) => at(middle).segments[0]?.words.length === 1);
    expect(isPlaced).toEqual([false, true, true, true, true, false]);
  });

  test.each([{ Content: '' }, { Content: null }, {}, { Alternatives: [{ Confidence: 0.9 }] }])(
    'has no word for %j',
    (more) => {
      expect(wordsOf([item({ Content: 'Yes' }), item(more)])).toEqual([{ text: 'Yes', begin: 0.2, end: 0.4 }]);
    },
  );

  test('goes on with the next word after one that the text does not have', () => {
    const said = (content: string, begin: number) => ({
      Content: content,
      BeginAudioTime: begin,
      EndAudioTime: begin + 0.1,
    });
    const items = [said('two', 1), said('a', 1.05), said('hundred', 1.3), said('b', 1.35)];
    const segments = [
      { SegmentId: 'a', BeginAudioTime: 1, EndAudioTime: 1.7, Content: '2 hundred' },
      { SegmentId: 'b', BeginAudioTime: 1.05, EndAudioTime: 1.75, Content: 'a b' },
    ];
    const transcript = readTranscript({ Conversation: { TranscriptItems: items, TranscriptSegments: segments } });
    expect(transcript.segments.map(({ words }) => words.map(({ text }) => text).join(' '))).toEqual([
      'two hundred',
      'a b',
    ]);
  });
});
