import fc from 'fast-check';
import { consultations, evidenceOf, filesOf, type RawItem, rawSentences, segmentsOf } from './generated-consultation';

describe('evidence that is not there', () => {
  test('doubts a link to a segment whose id is empty', () => {
    const files = filesOf({
      ...{ name: 'empty', template: 'DAP', turns: [{ C: 'One.' }, { P: 'Two.' }] },
      note: { DATA: ['A. [1]', 'B. [2]'] },
    });
    const [first] = segmentsOf(files);
    for (const sentence of rawSentences(files).slice(0, 1)) sentence.EvidenceLinks = [{ SegmentId: '' }];
    if (first) first.SegmentId = '';
    expect(evidenceOf(files)).toMatchObject({ status: 'NEEDS_REVIEW', doubts: [{ sentence: 's1' }] });
  });

  test.each([
    ['without a begin', (item: RawItem) => Object.assign(item, { BeginAudioTime: undefined })],
    ['without an end', (item: RawItem) => Object.assign(item, { EndAudioTime: null })],
    ['of marks', (item: RawItem) => Object.assign(item, { Alternatives: null, Content: '...' })],
  ])('doubts every sentence if all words are %s', (_, change) => {
    fc.assert(
      fc.property(consultations, (source) => {
        const files = filesOf(source);
        files.transcript.Conversation.TranscriptItems.forEach(change);
        expect(evidenceOf(files).doubts).toHaveLength(rawSentences(files).length);
      }),
      { numRuns: 20 },
    );
  });
});
