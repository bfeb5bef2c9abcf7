import type { ReviewData, SigningAnswer } from '../review/review-data';
import type { Connection } from './connection/connection';
import { openHelp } from './dialogs/help-dialog';
import { SignDialog } from './dialogs/sign-dialog';
import { byId, clock } from './dom';
import { announce, type Language, language, setLanguage, text, type Values, write } from './language';
import { NoteView } from './note/note-view';
import { drawWhole } from './note/whole-view';
import { type NoteSentence, Review } from './review';
import { Saver } from './saving/saver';
import { SavingView } from './saving/saving-view';
import type { TextKey } from './texts/english';
import { templateName } from './texts/section-names';
import { Player } from './transcript/player';
import { TranscriptView } from './transcript/transcript-view';

/** Page of one consultation: connects note, transcript, player and signature. */
export class ReviewPage {
  private readonly review: Review;
  private readonly note: NoteView;
  private readonly transcript: TranscriptView;
  private readonly player: Player;
  private readonly signing: SignDialog;
  private readonly saver: Saver;

  constructor(
    private readonly data: ReviewData,
    private readonly connection: Connection,
  ) {
    void setLanguage(data.language ?? (navigator.language.startsWith('ko') ? 'ko' : 'en'));
    this.review = new Review(data);
    this.note = new NoteView(this.review, {
      select: (sentence) => this.select(sentence),
      changed: (sentence, message) => this.changed(sentence, message),
      typed: () => this.saver.changed(),
      left: () => void this.saver.flush(),
    });
    const saving = new SavingView(this.review, this.note, {
      keepMine: () => void this.saver.keepMine(),
      takeTheirs: () => {
        this.saver.stop();
        // The changes of the other session are the saved ones now.
        location.reload();
      },
    });
    this.saver = new Saver({
      connection,
      revision: data.revision,
      edits: () => this.review.edits,
      onState: (state, detail) => saving.show(state, detail),
    });
    const users = this.users();
    this.transcript = new TranscriptView(data, users, {
      play: (from) => this.player.playFrom(from),
      show: (id) => this.goTo(id),
    });
    this.player = new Player(data.seconds, (seconds) => this.transcript.follow(seconds));
    const left = data.segments.filter(({ id }) => !users.has(id)).length;
    this.signing = new SignDialog(this.review, { sign: (name) => this.sign(name) }, left, () => this.onSigned());
    this.listen();
    drawWhole(data);
    this.drawHeader();
  }

  /** Draws the transcript and loads the recording. */
  async show(): Promise<void> {
    document.body.dataset.state = 'ready';
    await this.transcript.draw();
    this.player.load(this.data.recording === 'absent' ? undefined : await this.connection.recording());
  }

  /** Removes everything of the patient from the page. */
  end(): void {
    this.saver.stop();
    const ended = document.createElement('p');
    ended.className = 'ended';
    ended.textContent = text('ended');
    document.body.replaceChildren(ended);
    document.title = text('ended');
  }

  private select(sentence: NoteSentence): void {
    const view = this.note.viewOf(sentence.id);
    const isNew = this.review.open(sentence);
    this.note.select(sentence.id);
    const found = this.transcript.highlight(sentence.evidence);
    const number = view?.number ?? 0;
    if (found) {
      this.player.playFrom(found.begin);
      announce('selected', { number, count: found.count, time: clock(found.begin) });
    } else {
      this.player.pause();
      announce('selectedNone', { number });
    }
    this.drawDoubts();
    if (isNew) void this.saver.look(this.review.opened);
  }

  private changed(sentence: NoteSentence, message: TextKey): void {
    announce(message, { number: this.note.viewOf(sentence.id)?.number ?? 0 });
    this.note.drawCount();
    byId('changes-toggle', 'label').hidden = this.review.edits.length === 0;
    this.saver.changed();
    void this.saver.flush();
  }

  /** Signs what is shown: the changes are saved before. */
  private async sign(name: string): Promise<SigningAnswer> {
    await this.saver.flush();
    return this.connection.sign(name, this.saver.shown);
  }

  private goTo(id: string): void {
    const view = this.note.viewOf(id);
    if (!view) return;
    view.element.scrollIntoView({ block: 'center' });
    view.focus();
    announce('movedTo', { number: view.number });
  }

  /** Returns the sentences that rest on each passage. */
  private users() {
    const users = new Map<string, { readonly id: string; readonly number: number }[]>();
    for (const [index, { id, evidence }] of this.review.sections.flatMap(({ sentences }) => sentences).entries()) {
      for (const segment of new Set(evidence)) {
        users.set(segment, [...(users.get(segment) ?? []), { id, number: this.note.viewOf(id)?.number ?? index + 1 }]);
      }
    }
    return users;
  }

  private listen(): void {
    byId('next-doubt', 'button').addEventListener('click', () => this.note.nextDoubt());
    byId('help-button', 'button').addEventListener('click', openHelp);
    byId('print-button', 'button').addEventListener('click', () => print());
    byId('sign-button', 'button').addEventListener('click', () => this.signing.open());
    byId('language-button', 'button').addEventListener('click', () => this.switchLanguage());
    byId('show-changes', 'input').addEventListener('change', ({ target }) =>
      document.body.toggleAttribute('data-without-changes', !(target as HTMLInputElement).checked),
    );
    byId('only-left-out', 'input').addEventListener('change', ({ target }) =>
      this.transcript.showOnlyLeftOut((target as HTMLInputElement).checked),
    );
    addEventListener('keydown', (event) => this.onKey(event));
    addEventListener('beforeunload', (event) => {
      if (!this.saver.isSaved && !this.review.signature) event.preventDefault();
    });
  }

  private onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
    if (event.key === 'Escape') this.player.pause();
    const target = event.target as HTMLElement;
    if (event.key !== ' ' || !target.matches('.text, .time, body')) return;
    event.preventDefault();
    this.player.toggle();
  }

  private switchLanguage(): void {
    const next: Language = language() === 'en' ? 'ko' : 'en';
    void setLanguage(next);
    byId('language-button', 'button').lang = next === 'en' ? 'ko' : 'en';
    this.drawHeader();
  }

  private onSigned(): void {
    this.saver.stop();
    byId('saving', 'p').hidden = true;
    this.note.draw();
    this.drawHeader();
    byId('title', 'h1').focus();
    announce('signedBy', this.signatureValues());
  }

  private drawHeader(): void {
    const { consultation, template, createdAt, seconds, signing } = this.data;
    const isSigned = this.review.signature !== undefined;
    document.body.dataset.note = isSigned ? 'signed' : 'draft';
    write(byId('mark', 'p'), isSigned ? 'signed' : 'draft');
    write(byId('title', 'h1'), (of) =>
      [text(isSigned ? 'signedNote' : 'draftNote', {}, of), ...(template ? [templateName(template, of)] : [])].join(
        ': ',
      ),
    );
    document.title = `${text(isSigned ? 'signed' : 'draft')} · ${byId('title', 'h1').textContent}`;
    write(byId('about', 'p'), (of) =>
      [
        text('consultation', { id: consultation }, of),
        text('created', { time: moment(createdAt, of) }, of),
        text('length', { time: clock(seconds) }, of),
      ].join(' · '),
    );
    const other = byId('language-button', 'button');
    other.hidden = false;
    write(other, 'otherLanguage');
    byId('sign-button', 'button').hidden = isSigned || signing.by === 'nobody';
    byId('changes-toggle', 'label').hidden = this.review.edits.length === 0;
    const notice = byId('notice', 'p');
    if (isSigned) write(notice, (of) => text('signedBy', this.signatureValues(of), of));
    else
      write(notice, (of) =>
        [text('unreviewed', {}, of), ...(signing.by === 'nobody' ? [text('inFile', {}, of)] : [])].join(' '),
      );
    this.drawSignature();
    this.drawDoubts();
  }

  private drawSignature(): void {
    const signature = byId('signature', 'p');
    signature.hidden = this.review.signature === undefined;
    write(signature, (of) => (this.review.signature ? text('signatureText', this.signatureValues(of), of) : ''));
  }

  private signatureValues(of = language()): Values {
    const { signer = '', signedAt = '', draftSha256 = '' } = this.review.signature ?? {};
    const values = { signer, hash: draftSha256, changes: this.review.edits.length };
    return { ...values, time: signedAt && moment(signedAt, of) };
  }

  private drawDoubts(): void {
    const button = byId('next-doubt', 'button');
    const [all, opened] = [this.review.doubts.length, this.review.opened.length];
    button.hidden = all === 0;
    button.toggleAttribute('data-done', opened >= all);
    write(button, opened >= all ? 'allOpened' : 'nextDoubt', { all, opened });
  }
}

const moment = (time: string, of: Language): string =>
  new Intl.DateTimeFormat(of, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));
