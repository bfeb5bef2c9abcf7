import type { ReviewData, ReviewSegment } from '../../review/review-data';
import { byId, clock, make } from '../dom';
import { text as textOf, write, writeAttribute } from '../language';
import { speakerName } from '../texts/speaker-name';
import { yieldToBrowser } from '../yield-to-browser';

/**
 * Passages of one list. The browser lays out only the lists in view, and drawing one takes far less than 50 ms, from which on
 * a task is long.
 */
const SLICE = 25;

interface TranscriptActions {
  play(from: number): void;
  /** Moves to a sentence of the note. */
  show(sentence: string): void;
}

/** Transcript: passages by time, with what the note leaves out and the silences between them. */
export class TranscriptView {
  private readonly content = byId('transcript-content');
  /** Elements by the index of their passage. */
  private readonly elements: HTMLElement[] = [];
  private readonly times: HTMLButtonElement[] = [];
  private evidence: readonly HTMLElement[] = [];
  private playing: HTMLElement | undefined;
  private readonly order: readonly number[];

  /** @param users numbers of the sentences that rest on a passage, by its id */
  constructor(
    private readonly data: ReviewData,
    private readonly users: ReadonlyMap<string, readonly { readonly id: string; readonly number: number }[]>,
    private readonly actions: TranscriptActions,
  ) {
    this.order = data.segments.map((_, index) => index);
    this.content.replaceChildren();
    this.content.addEventListener('keydown', (event) => this.onKey(event));
    this.content.addEventListener('click', (event) => this.onClick(event));
    const left = data.segments.filter(({ id }) => !this.users.has(id)).length;
    write(byId('transcript-count', 'span'), 'transcriptCount', { segments: data.segments.length, left });
  }

  /** Draws all passages in slices, so that the page stays responsive. */
  async draw(): Promise<void> {
    const silences = [...this.data.silences];
    for (let at = 0; at < this.order.length; at += SLICE) {
      const slice = make('ol', { class: 'segments' });
      for (const index of this.order.slice(at, at + SLICE)) {
        const segment = this.data.segments[index];
        if (!segment) continue;
        while (silences[0] && silences[0].begin < segment.begin) slice.append(silenceOf(silences.shift() as Silence));
        slice.append(this.segment(segment, index));
      }
      if (at + SLICE >= this.order.length) slice.append(...silences.map(silenceOf));
      this.content.append(slice);
      await yieldToBrowser();
    }
    const [first] = this.times;
    if (first) first.tabIndex = 0;
  }

  /** Highlights passages by their ids. Returns the time of the first, if one exists. */
  highlight(ids: readonly string[]): { readonly count: number; readonly begin: number } | undefined {
    for (const element of this.evidence) this.unmark(element);
    const wanted = new Set(ids);
    const found = this.order.filter((index) => wanted.has(this.data.segments[index]?.id ?? ''));
    this.evidence = found.flatMap((index) => this.elements[index] ?? []);
    for (const element of this.evidence) {
      element.toggleAttribute('data-evidence', true);
      element.querySelector('.time')?.setAttribute('aria-current', 'true');
    }
    const [first] = found;
    const segment = first === undefined ? undefined : this.data.segments[first];
    if (first === undefined || !segment) return undefined;
    this.reveal(this.elements[first]);
    return { count: found.length, begin: segment.begin };
  }

  /** Marks the passage that plays, and keeps it in view. */
  follow(seconds: number | undefined): void {
    const index = seconds === undefined ? -1 : this.data.segments.findLastIndex(({ begin }) => begin <= seconds);
    const element = this.elements[index];
    if (element === this.playing) return;
    this.playing?.toggleAttribute('data-playing', false);
    this.playing = element;
    element?.toggleAttribute('data-playing', true);
    element?.scrollIntoView({ block: 'nearest' });
  }

  showOnlyLeftOut(isOnly: boolean): void {
    this.content.toggleAttribute('data-only-left-out', isOnly);
  }

  private unmark(element: HTMLElement): void {
    element.toggleAttribute('data-evidence', false);
    element.querySelector('.time')?.removeAttribute('aria-current');
  }

  /** Sizes outside the view are estimates: the second call meets the true ones. */
  private reveal(element: HTMLElement | undefined): void {
    element?.scrollIntoView({ block: 'center' });
    requestAnimationFrame(() => element?.scrollIntoView({ block: 'center' }));
  }

  private segment(segment: ReviewSegment, index: number): HTMLElement {
    const time = make('button', { type: 'button', class: 'time', tabindex: '-1' }, clock(segment.begin));
    writeAttribute(time, 'aria-label', 'playFrom', { time: clock(segment.begin) });
    time.dataset.index = String(index);
    const speaker = make('span', { class: 'speaker' });
    write(speaker, (language) => speakerName(segment.speaker, language));
    const users = this.users.get(segment.id) ?? [];
    const foot = make('span', { class: 'users' }, ...users.map(userLink));
    if (users.length === 0) foot.append(labelled('span', 'left-out', 'leftOut'));
    const words = make('p', { lang: 'en' }, ...wordsOf(segment));
    const element = make('li', { class: 'segment' }, time, make('div', {}, speaker, foot, words));
    element.toggleAttribute('data-left-out', users.length === 0);
    this.elements[index] = element;
    this.times[index] = time;
    return element;
  }

  private onClick(event: MouseEvent): void {
    const target = event.target as HTMLElement;
    const user = target.closest<HTMLElement>('.user');
    const time = target.closest('.segment')?.querySelector<HTMLElement>('.time');
    if (user?.dataset.sentence) this.actions.show(user.dataset.sentence);
    // Somebody who marks words with the mouse wants to copy them.
    else if (time && !String(getSelection())) {
      this.actions.play(this.data.segments[Number(time.dataset.index)]?.begin ?? 0);
    }
  }

  /** Moves between the times by arrows: the whole list is one stop of the Tab key. */
  private onKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = this.times.indexOf(event.target as HTMLButtonElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    let next = at + step;
    while (this.elements[next]?.checkVisibility() === false) next += step;
    const [from, to] = [this.times[at], this.times[next]];
    if (!from || !to) return;
    from.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  }
}

type Silence = ReviewData['silences'][number];

function silenceOf({ begin, end }: Silence): HTMLElement {
  const text = make('span');
  write(text, 'silence', { seconds: Math.round(end - begin) });
  return make('li', { class: 'silence' }, make('span', { class: 'time' }, clock(begin)), text);
}

function labelled(name: 'span', kind: string, key: 'leftOut'): HTMLElement {
  const element = make(name, { class: kind });
  write(element, key);
  return element;
}

function userLink({ id, number }: { readonly id: string; readonly number: number }): HTMLElement {
  const button = make('button', { type: 'button', class: 'user', tabindex: '-1' }, String(number));
  button.dataset.sentence = id;
  writeAttribute(button, 'aria-label', 'usedBy', { number });
  return button;
}

/** Returns the text with its words of low confidence marked: underlined for eyes, said to screen readers. */
function wordsOf({ text, unsure = [] }: ReviewSegment): readonly (Node | string)[] {
  const parts: (Node | string)[] = [];
  let at = 0;
  for (const [from, to, confidence] of unsure) {
    const said = make('span', { class: 'hidden' });
    write(said, (language) => ` (${textOf('unsure', { percent: Math.round(confidence * 100) }, language)})`);
    const word = make('span', { class: 'unsure' }, text.slice(from, to), said);
    writeAttribute(word, 'title', 'unsure', { percent: Math.round(confidence * 100) });
    parts.push(text.slice(at, from), word);
    at = to;
  }
  return [...parts, text.slice(at)];
}
