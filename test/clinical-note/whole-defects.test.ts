import fc from 'fast-check';
import { checkEvidence } from '../../domain/clinical-note/evidence';
import type { Segment } from '../../domain/clinical-note/transcript';
import { wholeDefects } from '../../domain/clinical-note/whole-defects';

const seconds = 10;
const segments = fc.array(
  fc.record({
    id: fc.constantFrom('t1', 't2', 't3', 't4'),
    speaker: fc.constant('PATIENT_0'),
    begin: fc.constantFrom(0, 2, 4, -1, Number.NaN),
    end: fc.constantFrom(1, 4, 10, 11),
    text: fc.constant('word'),
    words: fc.constant([{ text: 'word', begin: 0, end: 1 }]),
  }),
  { maxLength: 4 },
);

/** A note whose sentences rest on segments. */
const noteOf = (links: readonly string[]) => ({
  sections: [{ name: 'PLAN', sentences: links.map((link, at) => ({ id: `s${at}`, text: 'Rest.', evidence: [link] })) }],
});

test('a draft that needs review without a sentence in doubt has a defect of the whole', () => {
  let needing = 0;
  fc.assert(
    fc.property(segments, fc.array(fc.nat(3), { maxLength: 2 }), (parts: readonly Segment[], picks) => {
      const note = noteOf(picks.flatMap((pick) => parts[pick]?.id ?? []));
      const evidence = checkEvidence(note, { segments: parts, shape: 'batch' }, seconds);
      const { isEmpty, repeatedSegments } = wholeDefects(note, { segments: parts, shape: 'batch' }, seconds);
      if (evidence.doubts.length > 0) return;
      if (evidence.status === 'NEEDS_REVIEW') needing += 1;
      expect(evidence.status === 'NEEDS_REVIEW').toBe(isEmpty || repeatedSegments > 0);
    }),
  );
  expect(needing).toBeGreaterThan(5);
});

test('passages with a time outside the recording count, whether a sentence rests on them or not', () => {
  const segment = (id: string, begin: number, end: number) => ({ id, speaker: 'P', begin, end, text: 'x', words: [] });
  const parts = [segment('a', 0, 10.01), segment('b', 3, 3), segment('c', 9, 11), segment('d', Number.NaN, 2)];
  expect(wholeDefects(noteOf(['a']), { segments: parts, shape: 'batch' }, seconds)).toEqual({
    ...{ isEmpty: false, repeatedSegments: 0, misplacedSegments: 3 },
  });
});
