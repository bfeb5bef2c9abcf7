import { S3Client } from '@aws-sdk/client-s3';
import { Documents } from '../../lambda/ingestion/documents';
import { reportStep } from '../../lambda/ingestion/steps';
import { etagOf } from '../support/memory-objects';
import { ObjectServer } from '../support/object-server';

const KEY = 'documents/a.md.metadata.json';

/** The documents as the function knows them: the SDK's client, with S3 over HTTP. */
describe('the documents of the bucket', () => {
  const all = new Map<string, string | Buffer>();
  const server = new ObjectServer('documents-bucket', '111122223333', all);
  let documents: Documents;
  let close: () => Promise<unknown>;

  beforeAll(async () => {
    const listening = await server.listen();
    close = listening.close;
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'dummy' };
    const config = { region: 'us-east-1', endpoint: listening.url, forcePathStyle: true, maxAttempts: 1, credentials };
    documents = new Documents(new S3Client(config), 'documents-bucket');
  });
  afterAll(() => close());
  beforeEach(() => all.clear());

  test.each([1, 2, 5, 6])('are listed to the last page, of %i keys each', async (pageSize) => {
    server.pageSize = pageSize;
    for (const name of ['a', 'b', 'c', 'd', 'e']) all.set(`documents/${name}.md`, name.repeat(3));
    all.set('sync-reports/x.json', 'x');
    expect(await documents.list()).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((name) => ({
        key: `documents/${name}.md`,
        etag: etagOf(name.repeat(3)),
        bytes: 3,
      })),
    );
  });

  test('are read as text with their version, and have a failure when they are gone', async () => {
    all.set(KEY, '{"ä":1}');
    const version = ` ${etagOf('{"ä":1}')} `;
    expect(await documents.read({ key: KEY })).toEqual({ text: '{"ä":1}', version });
    expect(await documents.read({ key: 'documents/none.md' })).toEqual({ failure: 'NoSuchKey' });
  });

  test('a sidecar that somebody has written since the list was made stays', async () => {
    await documents.writeSidecar({ key: KEY, text: 'first', replaces: undefined });
    await documents.writeSidecar({ key: KEY, text: 'not seen', replaces: undefined });
    await documents.writeSidecar({ key: KEY, text: 'not seen', replaces: etagOf('another') });
    expect(String(all.get(KEY))).toBe('first');
    await documents.writeSidecar({ key: KEY, text: 'second', replaces: etagOf('first') });
    expect(String(all.get(KEY))).toBe('second');
  });
});

test('the report of a sync has its job, its inventory, its counts and the names of documents', async () => {
  const written: [string, string][] = [];
  const documents = {
    list: () => Promise.resolve([{ key: 'documents/a.md', etag: '"1"', bytes: 1 }]),
    read: () => Promise.resolve({ failure: 'NoSuchKey' }),
    writeReport: (key: string, text: string) => Promise.resolve(void written.push([key, text])),
  } as unknown as Documents;
  const Statistics = { NumberOfDocumentsScanned: 1, NumberOfDocumentsFailed: 1 };
  const job = { IngestionJobId: 'JOB1', Status: 'COMPLETE', Statistics, FailureReasons: ['s3://b/documents/a.md'] };
  await reportStep({ step: 'report-sync', inventory: 'sha256:0', job }, documents, []);
  expect(written.map(([key, text]) => [key, JSON.parse(text)])).toEqual(
    ['sync-reports/JOB1.json', 'sync-reports/latest.json'].map((key) => [
      key,
      {
        job: 'JOB1',
        status: 'COMPLETE',
        inventory: 'sha256:0',
        statistics: Statistics,
        failedDocuments: ['documents/a.md'],
        findings: [],
      },
    ]),
  );
});

describe('a failure of S3', () => {
  const failing = (name: string, httpStatusCode = 403) =>
    new Documents(
      {
        send: () => Promise.reject(Object.assign(new Error('as S3 says it'), { name, $metadata: { httpStatusCode } })),
      } as never,
      'documents-bucket',
    );
  const write = (name: string) => failing(name).writeSidecar({ key: KEY, text: '', replaces: undefined });

  test.each(['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'])('%s leaves a sidecar as it is', (name) =>
    expect(write(name)).resolves.toBeUndefined(),
  );

  test.each<[string, number]>([
    ['InvalidObjectState', 403],
    ['AccessDenied', 403],
    ['NoSuchKey', 404],
    ['KMS.DisabledException', 400],
    ['KMS.KMSInvalidStateException', 400],
    ['KMS.NotFoundException', 400],
    ['PreconditionFailed', 412],
  ])('%s is about the one object that is read', async (name, status) => {
    expect(await failing(name, status).read({ key: KEY })).toEqual({ failure: name });
  });

  test('a checksum that does not match is about the one object', async () => {
    const Body = {
      transformToString: () => Promise.reject(new Error('Checksum mismatch: expected "a" but received "b"')),
    };
    const documents = new Documents({ send: () => Promise.resolve({ Body }) } as never, 'documents-bucket');
    expect(await documents.read({ key: KEY })).toEqual({ failure: 'ChecksumMismatch' });
  });

  test.each<[string, number]>([
    ['SlowDown', 503],
    ['InternalError', 500],
    ['NoSuchBucket', 404],
    ['ExpiredToken', 400],
    ['SignatureDoesNotMatch', 403],
    ['ECONNRESET', 0],
  ])('%s is passed on, since every object would fail', async (name, status) => {
    await expect(failing(name, status).read({ key: KEY })).rejects.toMatchObject({ name });
  });

  test.each(['AccessDenied', 'SlowDown', 'NoSuchBucket'])('%s of a list or a write is passed on', async (name) => {
    await expect(write(name)).rejects.toMatchObject({ name });
    await expect(failing(name).writeReport(KEY, '')).rejects.toMatchObject({ name });
    await expect(failing(name).list()).rejects.toMatchObject({ name });
  });
});
