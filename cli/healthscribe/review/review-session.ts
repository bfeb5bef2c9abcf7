import { isDeepStrictEqual } from 'node:util';
import { applyEdits, type Edit, EditError } from '../../../domain/clinical-note/edits';
import {
  checkSignature,
  type Review,
  SIGNATURE_REFUSALS,
  type SignedNote,
} from '../../../domain/clinical-note/signature';
import { OperatorError } from '../../../domain/operator-error';
import { DraftGone, type OpenConsultation } from '../consultation/consultation';
import type { SavingAnswer, SigningAnswer } from './review-data';

/** Refusals of this command, beside those of the signature itself. */
const OWN_REFUSALS = {
  other_name: 'Type the name of your own identity.',
  other_session: 'Another session has changed the note. Look at its changes before you sign.',
} as const;

/**
 * Review of one draft by one person. Changes and opened evidence are saved at once, next to the draft. Other sessions of the
 * same clinician can save as well: a session never replaces changes that its page has not shown.
 */
export class ReviewSession {
  private review: Review;
  private saved: Review | undefined;
  private count = 0;
  private signature: SignedNote | undefined;
  private saving: Promise<SavingAnswer> = Promise.resolve({ saved: 0 });

  private constructor(
    readonly consultation: OpenConsultation,
    private readonly now: () => Date,
  ) {
    this.review = this.from(consultation.review.opened);
    this.saved = consultation.review.opened;
    this.signature = consultation.signed;
  }

  /** Opens a review, and saves that it was opened. A review of the same draft goes on. @throws OperatorError */
  static async open(consultation: OpenConsultation, now: () => Date = () => new Date()): Promise<ReviewSession> {
    const session = new ReviewSession(consultation, now);
    if (!session.signature) await session.write();
    return session;
  }

  /** Returns the state of a consultation without opening a review: it is signed only if it was reviewed before. */
  static unopened(consultation: OpenConsultation): ReviewSession {
    return new ReviewSession(consultation, () => new Date());
  }

  get edits(): readonly Edit[] {
    return this.review.edits ?? [];
  }

  /** Number of the changes: a page whose number is another has not shown these. */
  get revision(): number {
    return this.count;
  }

  get looked(): readonly string[] {
    return this.review.looked;
  }

  get signed(): SignedNote | undefined {
    return this.signature;
  }

  get isSaved(): boolean {
    return this.signature !== undefined || this.saved === this.review;
  }

  /** Saves whose evidence was opened. Only sentences in doubt count. */
  async look(sentences: readonly string[]): Promise<SavingAnswer> {
    const doubts = new Set(this.consultation.draft.evidence.doubts.map(({ sentence }) => sentence));
    const looked = union(
      this.looked,
      sentences.filter((sentence) => doubts.has(sentence)),
    );
    if (!this.signature && looked.length > this.looked.length) this.review = { ...this.review, looked };
    return await this.save();
  }

  /**
   * Replaces the changes and saves them.
   *
   * @param revision number of the changes that the page has shown
   * @returns undefined for changes that are not of this draft, or if the note is signed
   */
  async edit(edits: readonly Edit[], revision: number): Promise<SavingAnswer | undefined> {
    if (this.signature || !this.fits(edits)) return undefined;
    if (revision !== this.count) return this.other();
    if (!isDeepStrictEqual(edits, this.edits)) {
      this.review = { ...this.review, edits };
      this.count += 1;
    }
    const number = this.count;
    const answer = await this.save();
    return number === this.count ? answer : this.other();
  }

  /** Saves what is not saved, one after the other, so that an older review never replaces a newer one. */
  save(): Promise<SavingAnswer> {
    this.saving = this.saving.then(async () => {
      try {
        return this.isSaved || (await this.write()) ? { saved: this.count } : this.other();
      } catch (error) {
        if (!(error instanceof OperatorError)) throw error;
        const failed = error instanceof DraftGone ? 'gone' : error.code;
        return { failed, message: `${error.message} ${error.remedy}`, revision: this.count };
      }
    });
    return this.saving;
  }

  /**
   * Signs the note with the changes.
   *
   * @param name what the person typed
   * @param revision number of the changes that the person has seen
   */
  async sign(name: string, revision = this.count): Promise<SigningAnswer> {
    const { consultation } = this;
    if (name !== consultation.signer.name) return refusal('other_name');
    const signed: SignedNote = {
      version: 1,
      consultation: consultation.draft.consultation,
      draftSha256: consultation.sha256,
      signer: consultation.signer.arn,
      signedAt: this.now().toISOString(),
      ...applyEdits(consultation.draft, this.edits),
    };
    // Without the page, the review that counts is the saved one.
    const review = this.saved?.reviewer === consultation.signer.arn ? this.review : this.saved;
    const refused = checkSignature(consultation, review, signed, this.signature);
    if (refused) return { refused, message: SIGNATURE_REFUSALS[refused] };
    if (revision !== this.count) return refusal('other_session');
    let counting: SignedNote;
    try {
      await this.saving;
      // Written also if nothing has changed: another session may have saved since.
      if (!(await this.write()) || revision !== this.count) return refusal('other_session');
      counting = await consultation.sign(signed);
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      return { refused: error.code, message: `${error.message} ${error.remedy}` };
    }
    this.signature = counting;
    const { signer, signedAt, draftSha256 } = counting;
    return { signature: { signer, signedAt, draftSha256 } };
  }

  /** Returns false if another session has saved other changes. They are then those of this session. @throws OperatorError */
  private async write(): Promise<boolean> {
    let isOurs = true;
    for (;;) {
      const { review } = this;
      const other = await this.consultation.review.save(review);
      if (!other) {
        this.saved = review;
        return isOurs;
      }
      isOurs = this.merge(other) && isOurs;
    }
  }

  /** Takes over what another session has saved. Returns false if its changes are not those that the page has shown. */
  private merge(other: Review): boolean {
    const { edits = [], looked } = this.from(other);
    const isOurs = [this.saved?.edits ?? [], this.edits].some((ours) => isDeepStrictEqual(edits, ours));
    if (!isOurs) this.count += 1;
    this.review = {
      ...this.review,
      looked: union(this.looked, looked),
      edits: isOurs ? this.edits : edits,
    };
    return isOurs;
  }

  private other(): SavingAnswer {
    return { other: { revision: this.count, edits: this.edits } };
  }

  /** Returns what goes on of a saved review: the changes are of the draft, the opened evidence is of the person. */
  private from(saved: Review | undefined): Review {
    const { sha256, signer } = this.consultation;
    const isOfDraft = saved?.draftSha256 === sha256;
    if (saved && isOfDraft && !this.fits(saved.edits ?? [])) throw notOfDraft();
    if (saved && isOfDraft && saved.reviewer === signer.arn) return saved;
    const opened = {
      version: 1,
      draftSha256: sha256,
      reviewer: signer.arn,
      openedAt: this.now().toISOString(),
    } as const;
    return { ...opened, looked: [], ...(isOfDraft && saved?.edits && { edits: saved.edits }) };
  }

  private fits(edits: readonly Edit[]): boolean {
    try {
      applyEdits(this.consultation.draft, edits);
      return true;
    } catch (error) {
      if (error instanceof EditError) return false;
      throw error;
    }
  }
}

const union = (some: readonly string[], more: readonly string[]): readonly string[] => [...new Set([...some, ...more])];

const refusal = (refused: keyof typeof OWN_REFUSALS): SigningAnswer => ({ refused, message: OWN_REFUSALS[refused] });

const notOfDraft = () =>
  new OperatorError(
    'PB-NOTES-021',
    'The saved review has changes of sentences that the draft does not have.',
    'Use the version of this package that saved it. In a folder, move review.json away to begin again.',
  );
