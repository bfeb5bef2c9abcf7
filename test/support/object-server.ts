import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { ObjectRequest } from './contracts/object-contracts';
import { MARK } from './markers';
import { etagOf } from './memory-objects';

export type Answer = readonly [status: number, body?: string | Buffer, headers?: Readonly<Record<string, string>>];

/** One bucket of S3 by its REST API, as far as uploads, reads and lists go; its objects in a map. */
export class ObjectServer {
  private readonly uploads = new Map<string, Map<number, Buffer>>();
  /** Requests that broke their contract. */
  readonly breaches: string[] = [];
  /** Uploads in parts that were completed. */
  completed = 0;
  /** Keys that are denied; that of a list is empty. */
  refuses: ((key: string) => boolean) | undefined;
  /** Keys of one page of a list. */
  pageSize = 1000;

  constructor(
    private readonly bucket: string,
    private readonly owner: string,
    readonly all: Map<string, string | Buffer>,
    private readonly breachesOf: (request: ObjectRequest, bucket: string) => readonly string[] = () => [],
  ) {}

  /** Listens on a port of this machine. @returns its URL, and the way to close it */
  async listen(): Promise<{ readonly url: string; readonly close: () => Promise<unknown> }> {
    const server = createServer(async (request, response) => {
      const [status, body = '', headers = {}] = await this.answer(request);
      response.writeHead(status, headers).end(body);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const close = () => {
      server.closeAllConnections();
      return once(server.close(), 'close');
    };
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
  }

  async answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '', 'http://x');
    const [, bucket, ...rest] = decodeURIComponent(url.pathname).split('/');
    const key = rest.join('/');
    const body = await buffer(request);
    const { method = '', headers } = request;
    this.breaches.push(...this.breachesOf({ method, url, headers, body }, this.bucket));
    if (this.refuses?.(key)) return error(403, 'AccessDenied');
    if (bucket !== this.bucket) return error(404, 'NoSuchBucket');
    const expected = request.headers['x-amz-expected-bucket-owner'];
    if (expected !== undefined && expected !== this.owner) return error(403, 'AccessDenied');
    const { searchParams: query } = url;
    if (query.has('list-type'))
      return [200, this.list(query.get('prefix') ?? '', query.get('continuation-token') ?? '')];
    if (query.has('uploads') || query.has('uploadId')) return this.parts(request.method ?? '', key, query, body);
    const { 'x-amz-copy-source': source, 'x-amz-copy-source-if-match': etag } = request.headers;
    if (typeof source === 'string') return this.copy(decodeURIComponent(source), String(etag), key);
    if (!this.mayPut(key, request.headers)) return error(412, 'PreconditionFailed');
    return this.object(request.method ?? '', key, body);
  }

  /** True if the conditions of a conditional write hold. */
  private mayPut(key: string, headers: IncomingMessage['headers']): boolean {
    if (headers['if-none-match'] === '*' && this.all.has(key)) return false;
    const match = headers['if-match'];
    return match === undefined || match === etagOf(this.all.get(key) ?? '');
  }

  private copy(source: string, etag: string, key: string): Answer {
    const object = this.all.get(source.slice(this.bucket.length + 1));
    if (object === undefined) return error(404, 'NoSuchKey');
    if (etagOf(object) !== etag) return error(412, 'PreconditionFailed');
    this.all.set(key, object);
    return [200, xml('CopyObjectResult', `<ETag>${etag}</ETag>`)];
  }

  private object(method: string, key: string, body: Buffer): Answer {
    if (method === 'PUT') {
      this.all.set(key, body);
      return [200];
    }
    const object = this.all.get(key);
    if (object === undefined) return error(404, 'NoSuchKey');
    const bytes = Buffer.from(object);
    return [200, method === 'HEAD' ? '' : bytes, { 'content-length': String(bytes.length), etag: etagOf(object) }];
  }

  private parts(method: string, key: string, query: URLSearchParams, body: Buffer): Answer {
    const id = query.get('uploadId') ?? 'one';
    const parts = this.uploads.get(id) ?? new Map<number, Buffer>();
    this.uploads.set(id, parts);
    if (method === 'PUT') {
      parts.set(Number(query.get('partNumber')), body);
      return [200, '', { etag: '"part"' }];
    }
    if (query.has('uploads')) return [200, xml('InitiateMultipartUploadResult', `<UploadId>${id}</UploadId>`)];
    const sorted = [...parts].sort(([one], [other]) => one - other);
    this.all.set(key, Buffer.concat(sorted.map(([, part]) => part)));
    this.completed += 1;
    return [200, xml('CompleteMultipartUploadResult', `<Key>${key}</Key>`)];
  }

  /** A page of keys in order. Its token is its last key. */
  private list(prefix: string, after: string): string {
    const keys = [...this.all.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
    const page = keys.slice(0, this.pageSize);
    const contents = page.map((key) => {
      const object = this.all.get(key) ?? '';
      const size = Buffer.from(object).length;
      return `<Contents><Key>${key}</Key><ETag>${etagOf(object)}</ETag><Size>${size}</Size></Contents>`;
    });
    const isCut = page.length < keys.length;
    const token = isCut ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
    return xml('ListBucketResult', `<IsTruncated>${isCut}</IsTruncated>${token}${contents.join('')}`);
  }
}

const xml = (name: string, content: string) =>
  `<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${name}>`;

const error = (status: number, code: string): Answer => [
  status,
  `<Error><Code>${code}</Code><Message>${MARK.aws}, ${code} it is</Message></Error>`,
];
