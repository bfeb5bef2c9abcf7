import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { MemoryS3 } from './memory-s3';

type Answer = readonly [status: number, body?: string | Uint8Array, headers?: Readonly<Record<string, string>>];

/** Every operation on every key. */
const ANYTHING = new Proxy({}, { get: () => /^/ });

const xml = (name: string, content: string) => `<?xml version="1.0"?><${name}>${content}</${name}>`;

/** Serves buckets in memory by the REST API of S3, as far as the functions for consultations use it. */
export class S3Server {
  private readonly client;

  constructor(s3: MemoryS3) {
    this.client = s3.client(ANYTHING);
  }

  /** Listens on a port of this machine. @returns its URL, and the way to close it */
  async listen(): Promise<{ readonly url: string; readonly close: () => Promise<unknown> }> {
    const server = createServer((request, response) => {
      void this.answer(request)
        .catch(refusal)
        .then(([status, body = '', headers = {}]) => response.writeHead(status, headers).end(body));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const close = () => {
      server.closeAllConnections();
      return once(server.close(), 'close');
    };
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://x');
    const [, Bucket, ...rest] = decodeURIComponent(pathname).split('/');
    const input = { Bucket, Key: rest.join('/') || undefined, Prefix: query.get('prefix') ?? '' };
    const { 'if-match': IfMatch, 'if-none-match': IfNoneMatch, range: Range } = request.headers;
    const Body = await buffer(request);
    const send = async (operation: string, more: object = {}): Promise<never> =>
      (await this.client.send({
        constructor: { name: `${operation}Command` },
        input: { ...input, ...more },
      } as never)) as never;
    if (query.has('list-type')) return list(await send('ListObjectsV2', { MaxKeys: 1_000 }));
    if (query.has('uploads')) return [200, xml('ListMultipartUploadsResult', '<IsTruncated>false</IsTruncated>')];
    if (query.has('delete')) {
      const Objects = [...String(Body).matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, Key]) => ({ Key }));
      await send('DeleteObjects', { Delete: { Objects } });
      return [200, xml('DeleteResult', '')];
    }
    if (request.method === 'PUT') {
      await send('PutObject', { Body, IfNoneMatch });
      return [200];
    }
    if (request.method === 'HEAD') return head(await send('HeadObject', { IfMatch }));
    const answer: { Body: { transformToByteArray(): Promise<Uint8Array> } } = await send('GetObject', {
      Range,
      IfMatch,
    });
    return [Range === undefined ? 200 : 206, await answer.Body.transformToByteArray()];
  }
}

const refusal = ({ name, message }: Error): Answer => [
  name === 'PreconditionFailed' ? 412 : 403,
  xml('Error', `<Code>${name}</Code><Message>${message}</Message>`),
];

const list = ({
  Contents,
}: {
  Contents: readonly { Key: string; ETag: string; Size: number; LastModified: Date }[];
}): Answer => [
  200,
  xml(
    'ListBucketResult',
    Contents.map(
      ({ Key, ETag, Size, LastModified }) =>
        `<Contents><Key>${Key}</Key><ETag>${ETag}</ETag><Size>${Size}</Size><LastModified>${LastModified.toISOString()}</LastModified></Contents>`,
    ).join(''),
  ),
];

const head = ({ Metadata }: { Metadata: Readonly<Record<string, string>> }): Answer => [
  200,
  '',
  Object.fromEntries(Object.entries(Metadata).map(([key, value]) => [`x-amz-meta-${key}`, value])),
];
