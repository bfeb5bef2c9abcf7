import type { BaseModel } from '../../../models/base-models';
import type { MediaLimit, Medium } from '../../../models/fine-tuning';
import type { Example } from './example';
import { isPresent } from './json';

const S3 = 's3://';

/** Bucket and key with the only characters that AWS's script accepts. */
const PLACE = /^[\w.-]+\/[\w\-/.]*[\w\-.]$/;

const ACCOUNT = /^\d{12}$/;

const MEDIA = ['image', 'video', 'document'] as const satisfies readonly Medium[];

/** Reads images, videos and documents, and counts them by message and by record. */
export class MediaReader {
  private readonly inMessage: Record<Medium, number> = { image: 0, video: 0, document: 0 };
  private readonly inRecord: Record<Medium, number> = { image: 0, video: 0, document: 0 };
  private hasMedia = false;

  constructor(
    private readonly model: BaseModel,
    private readonly example: Example,
  ) {}

  beginRecord(): void {
    if (!this.hasMedia) return;
    for (const medium of MEDIA) this.inRecord[medium] = this.inMessage[medium] = 0;
    this.hasMedia = false;
  }

  read(medium: Medium, value: unknown, index: number, isAnswer: boolean): void {
    const { model, example } = this;
    const rules = model.media[medium];
    const name = `the ${medium} of message ${index + 1}`;
    if (!rules) {
      example.find('unknown-content', `${model.id} is not trained with ${medium}s (message ${index + 1})`);
      return;
    }
    if (isAnswer) {
      example.find('unknown-content', `message ${index + 1} is from the assistant and contains a ${medium}`);
      return;
    }
    this.hasMedia = true;
    this.inMessage[medium]++;
    if (rules.isDisputed) example.find('sources-differ', `${name}: only some of AWS’s sources accept ${medium}s`);
    const { format, source } = value as { format?: unknown; source?: { s3Location?: Location | null } | null };
    this.checkFormat(medium, format, name);
    this.readLocation(medium, source?.s3Location ?? {}, name);
  }

  endMessage(index: number): void {
    if (!this.hasMedia) return;
    for (const medium of MEDIA) {
      const max = this.model.media[medium]?.max;
      const count = this.inMessage[medium];
      if (max?.per === 'message' && count > max.count) this.findTooMany(medium, count, max, `message ${index + 1}`);
      this.inRecord[medium] += count;
      this.inMessage[medium] = 0;
    }
  }

  endRecord(): void {
    if (!this.hasMedia) return;
    for (const medium of MEDIA) {
      const max = this.model.media[medium]?.max;
      const count = this.inRecord[medium];
      if (!max || count <= max.count) continue;
      if (max.per === 'record') this.findTooMany(medium, count, max, 'the example');
      else if (!this.hasFullMessage) {
        this.example.find(
          'sources-differ',
          `the example has ${count} ${medium}s; some of AWS’s sources allow ${max.count}`,
        );
      }
    }
    this.hasFullMessage = false;
  }

  /** True if a message of this record has too many, so that the record is not reported again. */
  private hasFullMessage = false;

  private findTooMany(medium: Medium, count: number, { count: most }: MediaLimit, where: string): void {
    this.hasFullMessage = true;
    this.example.find('too-many-media', `${where} has ${count} ${medium}s; ${this.model.id} takes ${most}`);
  }

  private checkFormat(medium: Medium, format: unknown, name: string): void {
    const { formats = [], disputedFormats = [] } = this.model.media[medium] ?? {};
    if (typeof format !== 'string') {
      this.example.find('wrong-field', `${name} has no format`);
      return;
    }
    if (formats.includes(format)) return;
    const lower = format.toLowerCase();
    if (disputedFormats.includes(lower)) {
      this.example.find('sources-differ', `${name}: only some of AWS’s sources accept the format ${lower}`);
    } else if (formats.includes(lower)) {
      this.example.find('sources-differ', `${name}: the format is not in lower case`);
    } else this.example.find('media-format', `${name} has another format than ${formats.join(', ')}`);
  }

  private readLocation(medium: Medium, { uri, bucketOwner: owner }: Location, name: string): void {
    if (typeof uri !== 'string' || !uri.startsWith(S3)) {
      this.example.find('wrong-field', `${name} has no source.s3Location.uri in S3`);
      return;
    }
    const place = uri.slice(S3.length);
    if (!PLACE.test(place))
      this.example.find('file-name', `the URI of ${name} is not s3://<bucket>/<key> in these characters`);
    if (isPresent(owner) && !(typeof owner === 'string' && ACCOUNT.test(owner))) {
      this.example.find('sources-differ', `${name}: the bucketOwner is not an account ID`);
    }
    this.example.addMedium(medium, place, typeof owner === 'string' ? owner : undefined, name);
  }
}

interface Location {
  readonly uri?: unknown;
  readonly bucketOwner?: unknown;
}
