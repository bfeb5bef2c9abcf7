import fc from 'fast-check';
import { type Draft, draftSha256 } from '../../domain/clinical-note/draft';
import { applyEdits, type Edit, EditError, editsOf } from '../../domain/clinical-note/edits';
import { sentencesOf } from '../../domain/clinical-note/note';
import {
  checkSignature,
  type Review,
  SIGNATURE_REFUSALS,
  type SignedNote,
  type StoredDraft,
} from '../../domain/clinical-note/signature';
import { readDraft, readReview, readSignedNote } from '../../domain/clinical-note/stored-files';
import { consultations, draftOf, filesOf, rawSentences } from './generated-consultation';

/** Drafts, some with doubts. */
const drafts = fc.tuple(consultations, fc.boolean()).map(([source, isDoubted]) => {
  const files = filesOf(source);
  if (isDoubted) for (const sentence of rawSentences(files)) sentence.EvidenceLinks = [];
  return draftOf(files, source.template);
});

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((some) => `a${some}`);

/** A draft with edits of some of its sentences. */
const edited = drafts.chain((draft) => {
  const sections = draft.note.sections.map(({ name }) => name);
  const add = fc.record({ kind: fc.constant<'add'>('add'), section: fc.constantFrom(...sections), text });
  const one = (sentence: string) =>
    fc.oneof(
      fc.record({ kind: fc.constant<'change'>('change'), sentence: fc.constant(sentence), text }),
      fc.constant({ kind: 'remove' as const, sentence }),
    );
  const ids = fc.subarray(sentencesOf(draft.note).map(({ id }) => id));
  const changes = ids.chain((some) => fc.tuple(...some.map(one)));
  return fc.record({
    draft: fc.constant(draft),
    edits: fc
      .tuple(changes, fc.array(add, { maxLength: 4 }))
      .map(([some, more]): readonly Edit[] => [...more, ...some]),
  });
});

const SIGNER = 'arn:aws:sts::111122223333:assumed-role/deployment-clinician/c0ffee';

/** The honest way from a draft to a signature. */
function signing(draft: Draft, edits: readonly Edit[] = []) {
  const sha256 = draftSha256(Buffer.from(JSON.stringify(draft)));
  const stored: StoredDraft = { draft, sha256 };
  const review: Review = {
    version: 1,
    draftSha256: sha256,
    reviewer: SIGNER,
    openedAt: '2026-11-28T05:00:00.000Z',
    looked: draft.evidence.doubts.map(({ sentence }) => sentence),
  };
  const signed: SignedNote = {
    version: 1,
    consultation: draft.consultation,
    draftSha256: sha256,
    signer: SIGNER,
    signedAt: '2026-11-28T05:10:00.000Z',
    ...applyEdits(draft, edits),
  };
  return { stored, review, signed };
}

describe('edits', () => {
  test('change exactly what they name, and keep the evidence', () => {
    fc.assert(
      fc.property(edited, ({ draft, edits }) => {
        const before = JSON.stringify(draft);
        const { note, changes } = applyEdits(draft, edits);
        expect(JSON.stringify(draft)).toBe(before);
        const after = new Map(sentencesOf(note).map((sentence) => [sentence.id, sentence]));
        for (const { id, text: old, evidence } of sentencesOf(draft.note)) {
          const edit = edits.find((some) => some.kind !== 'add' && some.sentence === id);
          const expected = edit?.kind === 'change' ? edit.text : old;
          expect(after.get(id)).toEqual(edit?.kind === 'remove' ? undefined : { id, text: expected, evidence });
        }
        const added = edits.filter(({ kind }) => kind === 'add').length;
        expect(sentencesOf(note).filter(({ id }) => id.startsWith('a'))).toHaveLength(added);
        expect(new Set(sentencesOf(note).map(({ id }) => id)).size).toBe(sentencesOf(note).length);
        expect(changes.filter((change) => change.kind === 'changed' && change.before === change.after)).toEqual([]);
      }),
    );
  });

  test('are found again from their changes, in any order', () => {
    fc.assert(
      fc.property(edited, ({ draft, edits }) => {
        const result = applyEdits(draft, edits);
        expect(applyEdits(draft, editsOf(result.changes))).toEqual(result);
        const others = edits.filter(({ kind }) => kind !== 'add');
        expect(applyEdits(draft, [...others].reverse())).toEqual(applyEdits(draft, others));
      }),
    );
  });

  const { template, note } = draftOf(
    filesOf({ name: 'a', template: 'DAP', turns: [{ C: 'One.' }], note: { DATA: ['Cough. [1]', 'Fever. [1]'] } }),
  );
  const apply = (...edits: readonly Edit[]) => applyEdits({ template, note }, edits);

  test('are told in the order of the note', () => {
    const { note: after, changes } = apply(
      { kind: 'add', section: 'PLAN', text: 'Rest.' },
      { kind: 'add', section: 'DATA', text: 'Chills.' },
      { kind: 'remove', sentence: 's2' },
      { kind: 'change', sentence: 's1', text: 'Dry cough.' },
    );
    expect(changes).toEqual([
      { kind: 'changed', sentence: 's1', section: 'DATA', before: 'Cough.', after: 'Dry cough.' },
      { kind: 'removed', sentence: 's2', section: 'DATA', before: 'Fever.' },
      { kind: 'added', sentence: 'a1', section: 'DATA', after: 'Chills.' },
      { kind: 'added', sentence: 'a2', section: 'PLAN', after: 'Rest.' },
    ]);
    expect(after.sections.map(({ name, sentences }) => [name, sentences.map(({ id }) => id)])).toEqual([
      ['DATA', ['s1', 'a1']],
      ['PLAN', ['a2']],
    ]);
    expect(apply({ kind: 'change', sentence: 's1', text: 'Cough.' })).toEqual({ note, changes: [] });
  });

  test('add to the first of two sections with the same name', () => {
    const twice = { template, note: { sections: [...note.sections, { name: 'DATA', sentences: [] }] } };
    const { sections } = applyEdits(twice, [{ kind: 'add', section: 'DATA', text: 'Chills.' }]).note;
    expect(sections.map(({ sentences }) => sentences.map(({ id }) => id))).toEqual([['s1', 's2', 'a1'], []]);
  });

  test.each<readonly [string, readonly Edit[]]>([
    ['unknown_sentence', [{ kind: 'remove', sentence: 's3' }]],
    ['unknown_sentence', [{ kind: 'change', sentence: '__proto__', text: 'a' }]],
    ['unknown_section', [{ kind: 'add', section: 'GOAL', text: 'a' }]],
    ['unknown_section', [{ kind: 'add', section: '__proto__', text: 'a' }]],
    [
      'sentence_edited_twice',
      [
        { kind: 'remove', sentence: 's1' },
        { kind: 'change', sentence: 's1', text: 'a' },
      ],
    ],
    ['empty_text', [{ kind: 'change', sentence: 's1', text: ' \n' }]],
    ['empty_text', [{ kind: 'add', section: 'PLAN', text: '' }]],
  ])('are refused as %s: %j', (fault, edits) => {
    expect(() => apply(...edits)).toThrow(expect.objectContaining({ name: 'EditError', fault, message: fault }));
    expect(() => apply(...edits)).toThrow(EditError);
  });
});

describe('a signature', () => {
  test('counts when the same person has reviewed the same draft', () => {
    fc.assert(
      fc.property(edited, ({ draft, edits }) => {
        const { stored, review, signed } = signing(draft, edits);
        expect(checkSignature(stored, review, signed)).toBeUndefined();
        // As they are in the bucket.
        const parsed = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
        expect(readDraft(parsed(draft))).toEqual(draft);
        expect(readReview(parsed(review))).toEqual(review);
        expect(readSignedNote(parsed(signed))).toEqual(signed);
      }),
    );
  });

  const doubted = draftOf(
    filesOf({ name: 'a', template: 'DAP', turns: [{ C: 'One.' }], note: { DATA: ['Cough. [1]', 'Fever.', 'Rash.'] } }),
  );
  const { stored, review, signed } = signing(doubted, [{ kind: 'change', sentence: 's1', text: 'Dry cough.' }]);
  const [section] = signed.note.sections;
  const forged = (sentences: SignedNote['note']['sections'][number]['sentences']) => ({
    ...signed,
    note: { sections: [{ name: 'DATA', sentences }] },
  });
  const other = 'f'.repeat(64);

  test.each<readonly [string, Parameters<typeof checkSignature>]>([
    ['already_signed', [stored, review, signed, signed]],
    ['already_signed', [stored, review, { ...signed, signer: 'other' }, signed]],
    ['not_reviewed', [stored, undefined, signed]],
    ['not_reviewed', [stored, { ...review, openedAt: '2026-11-28T05:10:00.001Z' }, signed]],
    ['other_reviewer', [stored, { ...review, reviewer: `${SIGNER}2` }, signed]],
    ['other_reviewer', [stored, review, { ...signed, signer: SIGNER.toUpperCase() }]],
    ['other_draft', [stored, { ...review, draftSha256: other }, signed]],
    ['other_draft', [stored, review, { ...signed, draftSha256: other }]],
    ['other_draft', [{ ...stored, sha256: other }, review, signed]],
    ['other_draft', [stored, review, { ...signed, consultation: '00000000-0000-4000-8000-000000000000' }]],
    ['doubts_not_opened', [stored, { ...review, looked: [] }, signed]],
    ['doubts_not_opened', [stored, { ...review, looked: ['s2', 's1'] }, signed]],
    ['other_note', [stored, review, { ...signed, changes: [] }]],
    ['other_note', [stored, review, { ...signed, note: doubted.note }]],
    ['other_note', [stored, review, forged([])]],
    ['other_note', [stored, review, forged((section?.sentences ?? []).map((one) => ({ ...one, evidence: ['x'] })))]],
    [
      'other_note',
      [stored, review, { ...signed, changes: [{ kind: 'removed', sentence: 's9', section: 'DATA', before: 'a' }] }],
    ],
    [
      'other_note',
      [stored, review, { ...signed, changes: signed.changes.map((one) => ({ ...one, before: 'Something else.' })) }],
    ],
  ])('is refused as %s', (refusal, given) => {
    expect(checkSignature(...given)).toBe(refusal);
    expect(SIGNATURE_REFUSALS).toHaveProperty(refusal);
  });

  test('counts with the doubts opened, whatever else was looked at', () => {
    expect(checkSignature(stored, { ...review, looked: ['s3', 's1', 's2', 'x'] }, signed)).toBeUndefined();
  });

  test.each([
    ['draft', readDraft, doubted],
    ['review', readReview, review],
    ['signed note', readSignedNote, signed],
  ] as const)('is not read from a %s with a field too many, too few or of another kind', (_, read, file) => {
    expect(read(file)).toBe(file);
    expect(read({ ...file, patient: 'Jane Doe' })).toBeUndefined();
    expect(read(JSON.parse(`{"__proto__":1,${JSON.stringify(file).slice(1)}`))).toBeUndefined();
    const fields = Object.keys(file);
    for (const field of fields) {
      expect(read({ ...file, [field]: undefined })).toBeUndefined();
      expect(read(Object.fromEntries(Object.entries(file).filter(([name]) => name !== field)))).toBeUndefined();
      for (const value of [null, 7, {}, [{}], [null], [[file]], { sections: [{ name: 'x' }] }]) {
        expect([field, value, read({ ...file, [field]: value })]).toEqual([field, value, undefined]);
      }
    }
    for (const value of [null, undefined, 'x', 7, [], [file]]) expect(read(value)).toBeUndefined();
  });

  test('is of the stored bytes', () => {
    expect(draftSha256(Buffer.from('a'))).toBe('ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb');
  });
});
