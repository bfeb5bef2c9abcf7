import type { Edit } from '../../../domain/clinical-note/edits';
import type { ReviewData, ReviewSection, ReviewSentence, Signature } from '../review/review-data';

/** Sentence of the note as it stands: of the draft, or added by the reviewer. */
export interface NoteSentence extends ReviewSentence {
  readonly isAdded: boolean;
}

interface AddedSentence extends NoteSentence {
  readonly section: string;
}

/** State of a review: the draft, the changes to it, the doubts that were opened, and the signature. */
export class Review {
  /** New text by the id of a sentence; null if it is removed. */
  private readonly changed = new Map<string, string | null>();
  private added: readonly AddedSentence[] = [];
  private addedSoFar = 0;
  private readonly looked: Set<string>;
  signature: Signature | undefined;

  constructor(readonly data: ReviewData) {
    this.looked = new Set(data.looked);
    this.signature = data.signature;
    for (const edit of data.edits) this.apply(edit);
  }

  get sections(): readonly ReviewSection[] {
    return this.data.sections;
  }

  /** Returns the sentences of a section, those of the reviewer last. */
  sentencesOf({ name, sentences }: ReviewSection): readonly NoteSentence[] {
    // Two sections can have the same name: the first gets what is added.
    const isFirst = this.sections.find((section) => section.name === name)?.sentences === sentences;
    const added = isFirst ? this.added.filter(({ section }) => section === name) : [];
    return [...sentences.map((sentence) => ({ ...sentence, isAdded: false })), ...added];
  }

  get sentences(): readonly NoteSentence[] {
    return this.sections.flatMap((section) => this.sentencesOf(section));
  }

  /** Returns the text as it stands: null if it is removed. */
  textOf({ id, text }: ReviewSentence): string | null {
    const changed = this.changed.get(id);
    return changed === undefined ? text : changed;
  }

  isChanged({ id }: ReviewSentence): boolean {
    return this.changed.has(id);
  }

  /** Changes a sentence; an empty text removes it, the text of the draft restores it. */
  change(sentence: NoteSentence, text: string): void {
    const next = text.replace(/\s+/g, ' ').trim();
    if (sentence.isAdded) {
      this.added = next
        ? this.added.map((added) => (added.id === sentence.id ? { ...added, text: next } : added))
        : this.added.filter(({ id }) => id !== sentence.id);
    } else if (next === sentence.text) this.changed.delete(sentence.id);
    else this.changed.set(sentence.id, next || null);
  }

  restore({ id }: ReviewSentence): void {
    this.changed.delete(id);
  }

  /** Adds a sentence at the end of a section. Returns it; undefined for an empty text. */
  add(section: string, text: string): NoteSentence | undefined {
    const next = text.replace(/\s+/g, ' ').trim();
    if (!next) return undefined;
    this.addedSoFar += 1;
    const sentence = { id: `a${this.addedSoFar}`, section, text: next, evidence: [], defects: [], isAdded: true };
    this.added = [...this.added, sentence];
    return sentence;
  }

  /** Notes that the evidence of a sentence was opened. Returns true if it was in doubt and is new. */
  open({ id, defects }: ReviewSentence): boolean {
    if (defects.length === 0 || this.looked.has(id)) return false;
    this.looked.add(id);
    return true;
  }

  isOpened({ id }: ReviewSentence): boolean {
    return this.looked.has(id);
  }

  get opened(): readonly string[] {
    return [...this.looked];
  }

  get doubts(): readonly ReviewSentence[] {
    return this.sections.flatMap(({ sentences }) => sentences).filter(({ defects }) => defects.length > 0);
  }

  get edits(): readonly Edit[] {
    const drafts = this.sections.flatMap(({ sentences }) => sentences).filter(({ id }) => this.changed.has(id));
    return [
      ...drafts.map(({ id }): Edit => {
        const text = this.changed.get(id) ?? null;
        return text === null ? { kind: 'remove', sentence: id } : { kind: 'change', sentence: id, text };
      }),
      ...this.added.map(({ section, text }): Edit => ({ kind: 'add', section, text })),
    ];
  }

  private apply(edit: Edit): void {
    if (edit.kind === 'add') this.add(edit.section, edit.text);
    else this.changed.set(edit.sentence, edit.kind === 'remove' ? null : edit.text);
  }
}
