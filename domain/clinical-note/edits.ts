import type { Draft } from './draft';
import { type Note, type Section, type Sentence, sentencesOf } from './note';
import { NOTE_TEMPLATES } from './note-templates';

/** Change that a clinician makes to a draft before signing. */
export type Edit =
  | { readonly kind: 'change'; readonly sentence: string; readonly text: string }
  | { readonly kind: 'remove'; readonly sentence: string }
  /** Adds a sentence at the end of a section of the draft or of its template. */
  | { readonly kind: 'add'; readonly section: string; readonly text: string };

/** Difference of a signed note from its draft. */
export type Change = {
  /** Id of the sentence. */
  readonly sentence: string;
  readonly section: string;
} & (
  | { readonly kind: 'changed'; readonly before: string; readonly after: string }
  | { readonly kind: 'removed'; readonly before: string }
  | { readonly kind: 'added'; readonly after: string }
);

/** Reasons why an edit cannot be applied. */
export type EditFault = 'unknown_sentence' | 'unknown_section' | 'sentence_edited_twice' | 'empty_text';

/** Edit that cannot be applied. It never contains a piece of the note. */
export class EditError extends Error {
  constructor(readonly fault: EditFault) {
    super(fault);
    this.name = 'EditError';
  }
}

/** Note after edits, with the differences from the draft in the order of the note. */
export interface EditedNote {
  readonly note: Note;
  readonly changes: readonly Change[];
}

/**
 * Applies edits to the note of a draft. A changed sentence keeps its evidence; an added sentence has none and gets the id
 * `a1`, `a2` and so on through the note. An edit that changes nothing is no change.
 *
 * @throws {EditError}
 */
export function applyEdits({ note, template }: Pick<Draft, 'note' | 'template'>, edits: readonly Edit[]): EditedNote {
  if (edits.some((edit) => edit.kind !== 'remove' && edit.text.trim() === '')) throw new EditError('empty_text');
  const edited = editsBySentence(note, edits);
  const added = addedBySection(edits);
  const changes: Change[] = [];
  let count = 0;
  const sections = withSections(note.sections, [...added.keys()], template).map(({ name, sentences }): Section => {
    const kept = sentences.flatMap((sentence) => {
      const edit = edited.get(sentence.id);
      const after = edit ? editedSentence(sentence, edit) : sentence;
      if (after?.text !== sentence.text) changes.push(changeOf(sentence, after, name));
      return after ? [after] : [];
    });
    // The first of several sections with the same name gets the sentences.
    const more = (added.get(name) ?? []).map((text): Sentence => {
      count += 1;
      return { id: `a${count}`, text, evidence: [] };
    });
    added.delete(name);
    for (const { id, text } of more) changes.push({ kind: 'added', sentence: id, section: name, after: text });
    return { name, sentences: [...kept, ...more] };
  });
  return { note: { sections }, changes };
}

/** Edits that lead to the same changes again. */
export const editsOf = (changes: readonly Change[]): readonly Edit[] =>
  changes.map((change): Edit => {
    if (change.kind === 'added') return { kind: 'add', section: change.section, text: change.after };
    if (change.kind === 'removed') return { kind: 'remove', sentence: change.sentence };
    return { kind: 'change', sentence: change.sentence, text: change.after };
  });

type SentenceEdit = Exclude<Edit, { kind: 'add' }>;

function editsBySentence(note: Note, edits: readonly Edit[]): ReadonlyMap<string, SentenceEdit> {
  const known = new Set(sentencesOf(note).map(({ id }) => id));
  const bySentence = new Map<string, SentenceEdit>();
  for (const edit of edits) {
    if (edit.kind === 'add') continue;
    if (!known.has(edit.sentence)) throw new EditError('unknown_sentence');
    if (bySentence.has(edit.sentence)) throw new EditError('sentence_edited_twice');
    bySentence.set(edit.sentence, edit);
  }
  return bySentence;
}

function addedBySection(edits: readonly Edit[]): Map<string, string[]> {
  const bySection = new Map<string, string[]>();
  for (const edit of edits) {
    if (edit.kind === 'add') bySection.set(edit.section, [...(bySection.get(edit.section) ?? []), edit.text]);
  }
  return bySection;
}

/** Appends sections that the template has and the draft does not. */
function withSections(sections: readonly Section[], names: readonly string[], template: Draft['template']) {
  const missing = names.filter((name) => !sections.some((section) => section.name === name));
  const known: readonly string[] = NOTE_TEMPLATES[template];
  if (!missing.every((name) => known.includes(name))) throw new EditError('unknown_section');
  return [...sections, ...missing.map((name) => ({ name, sentences: [] }))];
}

const editedSentence = (sentence: Sentence, edit: SentenceEdit): Sentence | undefined =>
  edit.kind === 'remove' ? undefined : { ...sentence, text: edit.text };

const changeOf = ({ id, text: before }: Sentence, after: Sentence | undefined, section: string): Change =>
  after
    ? { kind: 'changed', sentence: id, section, before, after: after.text }
    : { kind: 'removed', sentence: id, section, before };
