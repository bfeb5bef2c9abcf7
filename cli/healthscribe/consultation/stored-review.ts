import type { Review } from '../../../domain/clinical-note/signature';
import { readReview } from '../../../domain/clinical-note/stored-files';
import { OperatorError } from '../../../domain/operator-error';
import { parseJson } from '../../functions/parse-json';

/** Version of a file: its content, and a tag that another content never has. */
export interface Version {
  readonly text: string;
  readonly tag: string;
}

/** File that several sessions can replace. */
export interface VersionedFile {
  /** Returns undefined if there is none. */
  read(): Promise<Version | undefined>;
  /**
   * Writes a content if the file still has a tag.
   *
   * @param tag undefined if there must be no file
   * @returns the new tag; undefined if the file has another one
   */
  replace(text: string, tag: string | undefined): Promise<string | undefined>;
}

/** Saved review of a draft. A session replaces only what it has read or written itself. */
export class StoredReview {
  /** Contents of this session whose writing was not confirmed: one of them can have arrived. */
  private readonly unconfirmed = new Set<string>();

  private constructor(
    private readonly file: VersionedFile,
    private tag: string | undefined,
    /** Review as it was when it was opened; undefined if there was none. */
    readonly opened: Review | undefined,
  ) {}

  /** @throws OperatorError if the file is no review */
  static async open(file: VersionedFile): Promise<StoredReview> {
    const version = await file.read();
    return new StoredReview(file, version?.tag, version && reviewIn(version.text));
  }

  /**
   * Saves a review.
   *
   * @returns undefined if it is saved; the review of another session that was saved since. The next call replaces that one.
   * @throws OperatorError
   */
  async save(review: Review): Promise<Review | undefined> {
    const text = JSON.stringify(review);
    this.unconfirmed.add(text);
    for (;;) {
      const tag = await this.file.replace(text, this.tag);
      if (tag !== undefined) return this.confirm(tag);
      const found = await this.file.read();
      this.tag = found?.tag;
      if (found?.text === text) return this.confirm(found.tag);
      if (found && !this.unconfirmed.has(found.text)) return reviewIn(found.text);
    }
  }

  private confirm(tag: string): undefined {
    this.tag = tag;
    this.unconfirmed.clear();
  }
}

/** A review that cannot be read could have changes: it is never replaced. */
function reviewIn(text: string): Review {
  const review = readReview(parseJson(text));
  if (review) return review;
  throw new OperatorError(
    'PB-NOTES-020',
    'The saved review of this draft has a form that this version does not know.',
    'Use the version of this package that saved it. In a folder, move review.json away to begin again.',
  );
}
