import { applyEdits, type Edit, EditError } from '../../../domain/clinical-note/edits';
import {
  checkSignature,
  type Review,
  SIGNATURE_REFUSALS,
  type SignedNote,
} from '../../../domain/clinical-note/signature';
import { OperatorError } from '../../../domain/operator-error';
import type { OpenConsultation } from '../consultation/consultation';
import type { SigningAnswer } from './review-data';

/** Refusals of this command, beside those of the signature itself. */
const OWN_REFUSALS = {
  other_name: 'Type the name of your own identity.',
} as const;

/** Review of one draft by one person: keeps the changes in memory only, and stores which evidence was opened. */
export class ReviewSession {
  private changes: readonly Edit[] = [];
  private review: Review;
  private signature: SignedNote | undefined;
  private saving: Promise<void> = Promise.resolve();

  private constructor(
    readonly consultation: OpenConsultation,
    private readonly now: () => Date,
    private readonly isOpened: boolean,
  ) {
    const { review, sha256, signer, signed } = consultation;
    const isMine = review?.reviewer === signer.arn && review.draftSha256 === sha256;
    const opened: Review = {
      version: 1,
      draftSha256: sha256,
      reviewer: signer.arn,
      openedAt: now().toISOString(),
      looked: [],
    };
    this.review = isMine ? review : opened;
    this.signature = signed;
  }

  /** Opens a review, and stores that it was opened. A review of the same person and draft goes on. */
  static async open(consultation: OpenConsultation, now: () => Date = () => new Date()): Promise<ReviewSession> {
    const session = new ReviewSession(consultation, now, true);
    if (!session.signature) await session.save();
    return session;
  }

  /** Returns the state of a consultation without opening a review: it is signed only if it was reviewed before. */
  static unopened(consultation: OpenConsultation): ReviewSession {
    return new ReviewSession(consultation, () => new Date(), false);
  }

  get edits(): readonly Edit[] {
    return this.changes;
  }

  get looked(): readonly string[] {
    return this.review.looked;
  }

  get signed(): SignedNote | undefined {
    return this.signature;
  }

  /** Stores whose evidence was opened. Only sentences in doubt count. */
  async look(sentences: readonly string[]): Promise<void> {
    const doubts = new Set(this.consultation.draft.evidence.doubts.map(({ sentence }) => sentence));
    const looked = [...new Set([...this.looked, ...sentences.filter((sentence) => doubts.has(sentence))])];
    if (this.signature || looked.length === this.looked.length) return;
    this.review = { ...this.review, looked };
    await this.save();
  }

  /** Replaces the changes. Returns false for changes that are not of this draft. */
  edit(edits: readonly Edit[]): boolean {
    if (this.signature) return false;
    try {
      applyEdits(this.consultation.draft, edits);
    } catch (error) {
      if (error instanceof EditError) return false;
      throw error;
    }
    this.changes = edits;
    return true;
  }

  /** Signs the note with the changes. @param name what the person typed */
  async sign(name: string): Promise<SigningAnswer> {
    const { consultation } = this;
    if (name !== consultation.signer.name) return { refused: 'other_name', message: OWN_REFUSALS.other_name };
    const signed: SignedNote = {
      version: 1,
      consultation: consultation.draft.consultation,
      draftSha256: consultation.sha256,
      signer: consultation.signer.arn,
      signedAt: this.now().toISOString(),
      ...applyEdits(consultation.draft, this.changes),
    };
    const review = this.isOpened ? this.review : consultation.review;
    const refusal = checkSignature(consultation, review, signed, this.signature);
    if (refusal) return { refused: refusal, message: SIGNATURE_REFUSALS[refusal] };
    let counting: SignedNote;
    try {
      await this.saving;
      counting = await consultation.sign(signed);
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      return { refused: error.code, message: `${error.message} ${error.remedy}` };
    }
    this.signature = counting;
    const { signer, signedAt, draftSha256 } = counting;
    return { signature: { signer, signedAt, draftSha256 } };
  }

  /** Saves one after the other, so that an older review never replaces a newer one. */
  private save(): Promise<void> {
    const { review } = this;
    this.saving = this.saving.catch(() => undefined).then(() => this.consultation.saveReview(review));
    return this.saving;
  }
}
