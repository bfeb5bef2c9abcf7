import type { SigningAnswer } from '../../review/review-data';
import { byId, make } from '../dom';
import { text as textOf, write } from '../language';
import type { Review } from '../review';
import { ENGLISH, type TextKey } from '../texts/english';

/** Dialog that signs: says what is signed, and asks for the name of the caller. */
export class SignDialog {
  private readonly dialog = byId('sign-dialog', 'dialog');

  /** @param onSigned runs after the signature is stored */
  constructor(
    private readonly review: Review,
    private readonly signing: { sign(name: string): Promise<SigningAnswer> },
    private readonly left: number,
    private readonly onSigned: () => void,
  ) {}

  open(): void {
    const { signing } = this.review.data;
    if (signing.by !== 'server') return;
    const heading = make('h2', { id: 'sign-heading' });
    write(heading, 'signHeading');
    const doubts = this.review.doubts.length;
    const missing = doubts - this.review.opened.length;
    const facts = make('ul', {}, ...this.facts(doubts).map(([key, values]) => line(key, values)));
    facts.append(line(AFTER[signing.after]));
    const problem = make('p', { class: 'problem', role: 'alert' });
    if (missing > 0) write(problem, 'signOpenFirst');
    const name = make('input', {
      type: 'text',
      id: 'sign-name',
      autocomplete: 'off',
      spellcheck: 'false',
      disabled: missing > 0,
    });
    const label = make('label', { for: 'sign-name' });
    write(label, 'signName', { name: signing.signer });
    const [submit, cancel] = [
      make('button', { class: 'primary', disabled: missing > 0 }),
      make('button', { type: 'button' }),
    ];
    write(submit, 'signNow');
    write(cancel, 'cancel');
    cancel.addEventListener('click', () => this.dialog.close());
    const form = make(
      'form',
      { autocomplete: 'off' },
      heading,
      facts,
      label,
      name,
      problem,
      make('div', { class: 'tools' }, cancel, submit),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (name.value.trim() !== signing.signer) return write(problem, 'wrongName');
      submit.disabled = true;
      write(problem, 'signingNow');
      void this.sign(name.value.trim(), problem).finally(() => {
        submit.disabled = false;
      });
    });
    this.dialog.replaceChildren(form);
    this.dialog.showModal();
    name.focus();
  }

  private facts(doubts: number): readonly (readonly [TextKey, Readonly<Record<string, number>>])[] {
    const count = this.review.sentences.filter((sentence) => this.review.textOf(sentence) !== null).length;
    return [
      ['signSentences', { count, changes: this.review.edits.length }],
      ...(doubts > 0 ? [['signDoubts', { opened: this.review.opened.length, all: doubts }] as const] : []),
      ['signLeftOut', { left: this.left }],
    ];
  }

  private async sign(name: string, problem: HTMLElement): Promise<void> {
    const answer = await this.signing.sign(name).catch((): undefined => undefined);
    if (answer === undefined) return write(problem, 'notReached');
    if ('refused' in answer)
      return write(problem, (language) => textOf('signFailed', { reason: reasonOf(answer) }, language));
    this.review.signature = answer.signature;
    this.dialog.close();
    this.onSigned();
  }
}

const AFTER = { kept: 'signKeeps', copied: 'signCopies', stays: 'signStays' } as const;

/** A refusal without a text of its own is told in the words of the command. */
const reasonOf = ({ refused, message }: Extract<SigningAnswer, { readonly refused: string }>): string =>
  Object.hasOwn(ENGLISH, refused) ? textOf(refused as TextKey) : message;

function line(key: TextKey, values: Readonly<Record<string, string | number>> = {}): HTMLElement {
  const item = make('li');
  write(item, key, values);
  return item;
}
