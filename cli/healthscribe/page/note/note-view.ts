import type { ReviewSection } from '../../review/review-data';
import { byId, make } from '../dom';
import { type Language, text, write, writeAttribute } from '../language';
import type { NoteSentence, Review } from '../review';
import { sectionName } from '../texts/section-names';
import { editor } from './editor';
import { type EvidenceTimes, type SentenceActions, SentenceView } from './sentence-view';

/** Keys that act on a sentence, by what they do. */
const KEYS: Readonly<Record<string, 'select' | 'next' | 'previous' | 'doubt' | 'edit'>> = {
  Enter: 'select',
  ' ': 'select',
  ArrowDown: 'next',
  ArrowUp: 'previous',
  n: 'doubt',
  e: 'edit',
  F2: 'edit',
};

/** Note with its sections and sentences. */
export class NoteView {
  private views: SentenceView[] = [];
  private selected: SentenceView | undefined;

  private readonly times: EvidenceTimes;

  constructor(
    private readonly review: Review,
    private readonly actions: SentenceActions,
  ) {
    this.times = timesOf(review);
    byId('note-content').addEventListener('keydown', (event) => this.onKey(event));
    this.draw();
  }

  /** Draws all sections. */
  draw(): void {
    this.views = [];
    byId('note-content').replaceChildren(...this.review.sections.map((section) => this.section(section)));
    this.drawCount();
    const selected = this.selected?.sentence.id;
    this.selected = undefined;
    if (selected !== undefined) this.select(selected);
  }

  /** Removed sentences do not count. */
  drawCount(): void {
    const sentences = this.views.filter(({ sentence }) => this.review.textOf(sentence) !== null).length;
    write(byId('note-count', 'span'), 'noteCount', { sentences });
  }

  viewOf(id: string): SentenceView | undefined {
    return this.views.find(({ sentence }) => sentence.id === id);
  }

  /** Marks a sentence as the selected one. */
  select(id: string): void {
    this.selected?.select(false);
    this.selected = this.viewOf(id);
    this.selected?.select(true);
    this.selected?.draw();
  }

  /** Moves to the next sentence in doubt that was not opened, else to the next in doubt. */
  nextDoubt(): void {
    const at = this.selected ? this.views.indexOf(this.selected) : -1;
    const around = [...this.views.slice(at + 1), ...this.views.slice(0, at + 1)];
    const doubts = around.filter(({ sentence }) => sentence.defects.length > 0);
    const next = doubts.find(({ sentence }) => !this.review.isOpened(sentence)) ?? doubts[0];
    if (!next) return;
    next.element.scrollIntoView({ block: 'center' });
    next.focus();
    this.actions.select(next.sentence);
  }

  private section(section: ReviewSection): HTMLElement {
    const title = make('h3');
    write(title, (language) => sectionName(section.name, language));
    const list = make('ol', {}, ...this.review.sentencesOf(section).map((sentence) => this.sentence(sentence).element));
    const heading = make('div', { class: 'section-heading' }, title);
    if (!this.review.signature) heading.append(this.addButton(section, list));
    return make('section', { class: 'note-section' }, heading, list);
  }

  private sentence(sentence: NoteSentence): SentenceView {
    const view = new SentenceView(sentence, this.views.length + 1, this.review, this.times, {
      select: (chosen) => this.actions.select(chosen),
      changed: (changed, message) => {
        if (changed.isAdded && message === 'sentenceRemoved') this.draw();
        this.actions.changed(changed, message);
      },
      typed: () => this.actions.typed(),
      left: () => this.actions.left(),
    });
    this.views.push(view);
    return view;
  }

  private addButton(section: ReviewSection, list: HTMLElement): HTMLElement {
    const button = make('button', { type: 'button', class: 'small add' });
    const named = (language: Language) => sectionName(section.name, language);
    write(button, 'add');
    writeAttribute(button, 'aria-label', (language) => text('addSentence', { section: named(language) }, language));
    button.addEventListener('click', () => {
      button.hidden = true;
      const end = () => {
        box.remove();
        button.hidden = false;
      };
      let added: NoteSentence | undefined;
      const take = (value: string) => {
        if (added) this.review.change(added, value);
        // An empty text has removed it.
        added = value.trim() ? (added ?? this.review.add(section.name, value)) : undefined;
        this.actions.typed();
      };
      const box = editor('', (language) => text('newLabel', { section: named(language) }, language), {
        typed: take,
        left: () => this.actions.left(),
        keep: (value) => {
          end();
          take(value);
          if (!added) return button.focus();
          this.draw();
          this.viewOf(added.id)?.focus();
          this.actions.changed(added, 'sentenceAdded');
        },
        cancel: () => {
          end();
          take('');
          button.focus();
        },
      });
      list.after(box);
      box.querySelector('textarea')?.focus();
    });
    return button;
  }

  private onKey(event: KeyboardEvent): void {
    const at = this.views.findIndex((view) => view.contains(event.target));
    const view = this.views[at];
    const action = KEYS[event.key];
    if (!view || !action || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ' && view === this.selected) return;
    event.preventDefault();
    if (action === 'select') this.actions.select(view.sentence);
    else if (action === 'edit') view.edit();
    else if (action === 'doubt') this.nextDoubt();
    else this.views[at + (action === 'next' ? 1 : -1)]?.focus();
  }
}

function timesOf({ data }: Review): EvidenceTimes {
  const times = new Map<string, number[]>();
  for (const { id, begin } of data.segments) {
    const same = times.get(id);
    if (same) same.push(begin);
    else times.set(id, [begin]);
  }
  return times;
}
