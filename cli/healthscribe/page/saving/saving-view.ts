import type { Edit } from '../../../../domain/clinical-note/edits';
import { byId, make } from '../dom';
import { announce, type Language, text, write } from '../language';
import type { NoteView } from '../note/note-view';
import type { Review } from '../review';
import { ENGLISH, type TextKey } from '../texts/english';
import type { SaverProps, Saving } from './saver';

type Detail = Parameters<SaverProps['onState']>[1];

/** Says whether the changes are saved, and shows those of another session next to the own ones. */
export class SavingView {
  private state: Saving = 'saved';
  /** Failure that a screen reader was told of: it is not repeated with each attempt. */
  private told = '';

  constructor(
    private readonly review: Review,
    private readonly note: Pick<NoteView, 'viewOf'>,
    private readonly actions: { keepMine(): void; takeTheirs(): void },
  ) {}

  show(state: Saving, { reason = '', others = [] }: Detail): void {
    const before = this.state;
    this.state = state;
    const line = byId('saving', 'p');
    line.hidden = state === 'conflict';
    line.dataset.state = state;
    if (state === 'saved') write(line, 'allSaved');
    else if (state === 'failed') write(line, keyOf(reason), { reason });
    // A failure stays on the page until it has passed.
    else if (before !== 'failed') write(line, 'notSavedYet');
    if (state === 'failed' && line.textContent !== this.told) announce(keyOf(reason), { reason });
    if (state === 'saved' && this.told !== '') announce('allSaved');
    if (state !== 'waiting') this.told = state === 'failed' ? (line.textContent ?? '') : '';
    byId('conflict').hidden = state !== 'conflict';
    if (state === 'conflict') this.drawConflict(others);
  }

  private drawConflict(others: readonly Edit[]): void {
    const heading = make('h2');
    write(heading, 'conflictHeading');
    const [mine, theirs] = [button('keepMine', 'primary'), button('takeTheirs')];
    mine.addEventListener('click', () => this.actions.keepMine());
    theirs.addEventListener('click', () => this.actions.takeTheirs());
    const list = make('ul', {}, ...this.differences(others));
    byId('conflict').replaceChildren(heading, list, make('div', { class: 'tools' }, mine, theirs));
  }

  /** Returns the sentences that the two sessions have changed in different ways. */
  private differences(others: readonly Edit[]): readonly HTMLElement[] {
    const [mine, theirs] = [this.review.edits, others].map(textsOf) as [Texts, Texts];
    const ids = new Set([...mine.keys(), ...theirs.keys()].filter((id) => mine.get(id) !== theirs.get(id)));
    return [...ids].map((id) => {
      const name = make('strong');
      if (id === ADDED) write(name, 'conflictAdded');
      else write(name, 'sentence', { number: this.note.viewOf(id)?.number ?? id });
      return make('li', {}, name, said('conflictMine', mine.get(id), id), said('conflictTheirs', theirs.get(id), id));
    });
  }
}

type Texts = ReadonlyMap<string, string | null>;

/** Key of the added sentences, which no sentence has. */
const ADDED = '';

/** Returns the new texts by the id of a sentence, null if it is removed, and the added sentences together. */
function textsOf(edits: readonly Edit[]): Texts {
  const texts = new Map<string, string | null>();
  for (const edit of edits) {
    if (edit.kind !== 'add') texts.set(edit.sentence, edit.kind === 'remove' ? null : edit.text);
    else texts.set(ADDED, [...(texts.has(ADDED) ? [texts.get(ADDED)] : []), edit.text].join(' · '));
  }
  return texts;
}

function said(key: TextKey, value: string | null | undefined, id: string): HTMLElement {
  const absent: TextKey = id === ADDED ? 'conflictNone' : 'conflictDraft';
  const shown = (language: Language) => value ?? text(value === null ? 'removed' : absent, {}, language);
  const line = make('p');
  write(line, (language) => text(key, { text: shown(language) }, language));
  return line;
}

function button(key: TextKey, kind?: string): HTMLButtonElement {
  const made = make('button', { type: 'button', class: kind });
  write(made, key);
  return made;
}

/** A failure without a text of its own is told by its code. */
const keyOf = (reason: string): TextKey => (Object.hasOwn(ENGLISH, reason) ? (reason as TextKey) : 'savingFailed');
