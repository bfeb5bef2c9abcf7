import { clock, make } from '../dom';
import { text as textOf, write } from '../language';
import type { NoteSentence, Review } from '../review';
import type { TextKey } from '../texts/english';
import { difference, marked } from './difference';
import { editor } from './editor';

/** Beginnings of passages in seconds, by their id: several passages can have the same. */
export type EvidenceTimes = ReadonlyMap<string, readonly number[]>;

/** Actions of a reviewer on a sentence. */
export interface SentenceActions {
  /** Highlights the evidence, and plays from there. */
  select(sentence: NoteSentence): void;
  /** The text, or the answer whether it was opened, has changed. */
  changed(sentence: NoteSentence, message: TextKey): void;
  /** A text that is not kept yet has changed. */
  typed(): void;
  /** A field has lost the focus. */
  left(): void;
}

/** Sentence of the note: its text or the difference to the draft, its marks, and the buttons that change it. */
export class SentenceView {
  readonly element = make('li', { class: 'sentence' });
  private readonly content = make('div', { class: 'text', role: 'button', tabindex: '0', 'aria-pressed': 'false' });
  private readonly facts = make('div', { class: 'facts' });
  private readonly tools = make('div', { class: 'tools' });
  private isEditing = false;

  constructor(
    private current: NoteSentence,
    readonly number: number,
    private readonly review: Review,
    private readonly times: EvidenceTimes,
    private readonly actions: SentenceActions,
  ) {
    this.element.dataset.id = current.id;
    this.facts.id = `facts-${current.id}`;
    this.content.setAttribute('aria-describedby', this.facts.id);
    this.content.addEventListener('click', () => {
      // Somebody who marks words with the mouse wants to copy them.
      if (!String(getSelection())) this.actions.select(this.current);
    });
    const gutter = make('span', { class: 'number', 'aria-hidden': 'true' }, String(number));
    this.content.addEventListener('dblclick', () => this.edit());
    this.element.append(gutter, make('div', { class: 'body' }, this.content, this.facts, this.tools));
    this.draw();
  }

  get sentence(): NoteSentence {
    return this.current;
  }

  focus(): void {
    this.content.focus();
  }

  contains(node: EventTarget | null): boolean {
    return this.content === node;
  }

  select(isSelected: boolean): void {
    this.element.toggleAttribute('data-selected', isSelected);
    this.content.setAttribute('aria-pressed', String(isSelected));
  }

  /** Draws the sentence as it stands in the review. */
  draw(): void {
    const sentence = this.current;
    const text = this.review.textOf(sentence);
    const isInDoubt = sentence.defects.length > 0;
    this.element.toggleAttribute('data-doubt', isInDoubt);
    this.element.toggleAttribute('data-opened', this.review.isOpened(sentence));
    this.element.toggleAttribute('data-changed', this.review.isChanged(sentence) || sentence.isAdded);
    this.element.toggleAttribute('data-removed', text === null);
    this.content.replaceChildren(...this.words(text));
    this.facts.replaceChildren(...this.marks(text));
    this.tools.replaceChildren(...(this.review.signature ? [] : this.buttons(text)));
  }

  edit(): void {
    if (this.isEditing || this.review.signature) return;
    this.isEditing = true;
    const text = this.review.textOf(this.current) ?? '';
    const end = (focus: boolean) => {
      this.isEditing = false;
      this.element.toggleAttribute('data-editing', false);
      box.remove();
      if (focus) this.focus();
    };
    const box = editor(text, (language) => textOf('editLabel', { number: this.number }, language), {
      typed: (value) => this.type(value),
      left: () => this.actions.left(),
      keep: (value) => {
        end(true);
        if (value !== text) this.change(value);
        this.actions.left();
      },
      cancel: () => {
        end(true);
        this.type(text);
        this.actions.left();
      },
    });
    this.element.toggleAttribute('data-editing', true);
    this.content.after(box);
    box.querySelector('textarea')?.focus();
  }

  /** Takes over a text that is not kept yet, so that nothing is lost with the page. */
  private type(value: string): void {
    if (this.current.isAdded && !value.trim()) return;
    this.review.change(this.current, value);
    this.actions.typed();
  }

  private change(value: string): void {
    this.review.change(this.current, value);
    if (this.current.isAdded) this.current = { ...this.current, text: value.replace(/\s+/g, ' ').trim() };
    this.draw();
    this.actions.changed(this.current, value.trim() ? 'saved' : 'sentenceRemoved');
  }

  private restore(): void {
    this.review.restore(this.current);
    this.draw();
    this.focus();
    this.actions.changed(this.current, 'restored');
  }

  private words(text: string | null): readonly Node[] {
    const { isAdded, text: before } = this.current;
    if (isAdded) return [marked('ins', before)];
    if (text === null) return [marked('del', before)];
    if (!this.review.isChanged(this.current)) return [make('span', { lang: 'en' }, text)];
    // Two forms, so that "Show changes" needs no new drawing.
    return [
      make('span', { class: 'with-changes', lang: 'en' }, ...difference(before, text)),
      make('span', { class: 'without-changes', lang: 'en' }, text),
    ];
  }

  private marks(text: string | null): readonly Node[] {
    const { evidence, defects, isAdded } = this.current;
    const number = mark('number hidden', 'sentence', { number: this.number });
    if (isAdded) return [number, mark('change', 'added')];
    const changed = text === null ? [mark('change', 'removed')] : [mark('change', 'changed')];
    const doubt = [
      mark('doubt', 'inDoubt'),
      mark('state', this.review.isOpened(this.current) ? 'opened' : 'notOpened'),
      ...new Set(defects),
    ].map((part) => (typeof part === 'string' ? mark('reason', part) : part));
    return [
      number,
      linksTo(evidence, this.times),
      ...(this.review.isChanged(this.current) ? changed : []),
      ...(defects.length > 0 ? doubt : []),
    ];
  }

  private buttons(text: string | null): readonly HTMLButtonElement[] {
    const edit = this.button('edit', () => this.edit());
    const remove = this.button(this.current.isAdded ? 'delete' : 'remove', () => {
      this.change('');
      this.focus();
    });
    const restore = this.button('restore', () => this.restore());
    if (text === null) return [restore];
    return this.review.isChanged(this.current) ? [edit, remove, restore] : [edit, remove];
  }

  private button(key: TextKey, act: () => void): HTMLButtonElement {
    const button = make('button', { type: 'button', class: 'small', 'aria-describedby': this.facts.id });
    write(button, key);
    button.addEventListener('click', act);
    return button;
  }
}

/** Times of most passages that are written out. */
const SHOWN_TIMES = 4;

/** Says where in the recording the evidence is: times for eyes, their number for screen readers. */
function linksTo(evidence: readonly string[], times: EvidenceTimes): HTMLElement {
  const count = evidence.length;
  const known = evidence.flatMap((id) => times.get(id) ?? []);
  const said = count === 1 ? mark('count', 'oneEvidence') : mark('count', count ? 'evidence' : 'noEvidence', { count });
  if (known.length === 0) return said;
  said.classList.add('hidden');
  const more = known.length > SHOWN_TIMES ? ` +${known.length - SHOWN_TIMES}` : '';
  const shown = `${known.slice(0, SHOWN_TIMES).map(clock).join(', ')}${more}`;
  return make('span', {}, said, make('span', { class: 'links', 'aria-hidden': 'true' }, shown));
}

function mark(kind: string, key: TextKey, values: Readonly<Record<string, string | number>> = {}): HTMLElement {
  const element = make('span', { class: `mark-${kind}` });
  write(element, key, values);
  return element;
}
