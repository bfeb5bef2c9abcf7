import type { FindingCode } from '../dataset-finding';

export interface PlaceProblem {
  readonly code: FindingCode;
  readonly message: string;
}

/** Bucket or owner that a line names first. */
interface First {
  readonly value: string;
  readonly line: number;
}

/** Checks where the media of a file lie: in one bucket, of one account, and below the known place if any. */
export class MediaPlaces {
  private bucket: First | undefined;
  private owner: First | undefined;

  /** @param within `<bucket>/<prefix>`. @default - unknown, and not checked */
  constructor(private readonly within?: string) {}

  check(place: string, owner: string | undefined, line: number): PlaceProblem | undefined {
    if (this.within !== undefined && !place.startsWith(this.within)) {
      return { code: 'media-elsewhere', message: `is not below s3://${this.within}` };
    }
    const bucket = place.slice(0, place.indexOf('/'));
    this.bucket ??= { value: bucket, line };
    if (bucket !== this.bucket.value) {
      return { code: 'mixed-buckets', message: `is in another bucket than the media of line ${this.bucket.line}` };
    }
    if (owner === undefined) return undefined;
    this.owner ??= { value: owner, line };
    if (owner === this.owner.value) return undefined;
    return { code: 'mixed-owners', message: `names another bucketOwner than line ${this.owner.line}` };
  }
}
