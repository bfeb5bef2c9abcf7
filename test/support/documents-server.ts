import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Answer } from './object-server';

/** Objects of a bucket, each with the second of its last write. Time goes on by a second with each. */
export class TimedObjects extends Map<string, string> {
  private readonly seconds = new Map<string, number>();

  override set(key: string, content: string): this {
    this.seconds.set(key, Math.max(0, ...this.seconds.values()) + 1);
    return super.set(key, content);
  }

  modified(key: string): Date {
    return new Date((this.seconds.get(key) ?? 0) * 1000);
  }
}

/** One bucket of S3 by its REST API: pages of a list, uploads with a checksum, reads and deletions. */
export class DocumentsServer {
  /** Objects of one page of a list. */
  pageSize = 1000;
  /** Errors by method, such as `PUT`, or by method and key. */
  refusals: Readonly<Record<string, string>> = {};
  /** Requests, such as `PUT documents/a.md`. */
  readonly calls: string[] = [];

  constructor(
    private readonly bucket: string,
    private readonly owner: string,
    readonly all = new TimedObjects(),
  ) {}

  /** Calls that changed a document. */
  get changes(): string[] {
    return this.calls.filter((call) => /^(PUT|DELETE) documents\//.test(call));
  }

  async answer(request: IncomingMessage): Promise<Answer> {
    const { method = '', headers } = request;
    const url = new URL(request.url ?? '', 'http://x');
    const [, bucket, ...rest] = decodeURIComponent(url.pathname).split('/');
    const key = rest.join('/');
    const body = await buffer(request);
    this.calls.push(`${method} ${key}`.trim());
    if (headers['x-amz-expected-bucket-owner'] !== this.owner) return s3Error(403, 'AccessDenied');
    if (bucket !== this.bucket) return s3Error(404, 'NoSuchBucket');
    const refusal = this.refusals[`${method} ${key}`] ?? this.refusals[method];
    if (refusal) return s3Error(403, refusal);
    if (url.searchParams.has('list-type')) return [200, this.list(url.searchParams)];
    if (method === 'PUT') return this.put(key, body, headers['x-amz-checksum-sha256']);
    if (method === 'DELETE') {
      this.all.delete(key);
      return [204];
    }
    const content = this.all.get(key);
    return content === undefined
      ? s3Error(404, 'NoSuchKey')
      : [200, content, { etag: etagOf(content), 'last-modified': this.all.modified(key).toUTCString() }];
  }

  private put(key: string, body: Buffer, checksum: string | string[] | undefined): Answer {
    const digest = createHash('sha256').update(body).digest('base64');
    if (checksum !== undefined && checksum !== digest) return s3Error(400, 'BadDigest');
    const content = body.toString();
    this.all.set(key, content);
    return [200, '', { etag: etagOf(content) }];
  }

  private list(query: URLSearchParams): string {
    const keys = [...this.all.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '')).sort();
    const from = Number(query.get('continuation-token') ?? 0);
    const page = keys.slice(from, from + this.pageSize);
    const isTruncated = from + page.length < keys.length;
    const next = isTruncated ? `<NextContinuationToken>${from + page.length}</NextContinuationToken>` : '';
    return `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>${isTruncated}</IsTruncated>
      ${next}${page.map((key) => entry(key, this.all.get(key) ?? '', this.all.modified(key))).join('')}</ListBucketResult>`;
  }
}

const entry = (key: string, content: string, modified: Date): string =>
  `<Contents><Key>${key.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</Key>
  <ETag>${etagOf(content).replaceAll('"', '&quot;')}</ETag><Size>${Buffer.byteLength(content)}</Size>
  <LastModified>${modified.toISOString()}</LastModified></Contents>`;

const etagOf = (content: string): string => `"${createHash('md5').update(content).digest('hex')}"`;

const s3Error = (status: number, code: string): Answer => [
  status,
  `<Error><Code>${code}</Code><Message>${code} it is</Message></Error>`,
];
