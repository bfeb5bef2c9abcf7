import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { BucketObjects } from '../../lambda/fine-tuning/objects';
import { ObjectServer } from '../support/object-server';

const KEY = 'datasets/first/träin set+100%41.jsonl';

/** The bucket as the function knows it: the SDK's client, with S3 over HTTP. */
describe('the objects of the bucket', () => {
  const all = new Map<string, string | Buffer>();
  const server = new ObjectServer('datasets-bucket', '111122223333', all);
  const before = { ...process.env };
  let http: Server;
  let headers: Readonly<Record<string, unknown>> = {};
  let objects: BucketObjects;
  /** Status and error that S3 answers with, in place of its own answer. */
  let failure: readonly [status: number, code: string] | undefined;

  beforeAll(async () => {
    http = createServer(async (request, response) => {
      headers = request.headers;
      const [status, body = '', more = {}] = failure
        ? ([failure[0], `<Error><Code>${failure[1]}</Code><Message>no</Message></Error>`] as const)
        : await server.answer(request);
      response.writeHead(status, more).end(body);
    });
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
    Object.assign(process.env, {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'dummy',
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    });
    objects = new BucketObjects('datasets-bucket');
  });

  afterAll(async () => {
    process.env = before;
    http.closeAllConnections();
    await new Promise((done) => http.close(done));
  });

  beforeEach(() => {
    failure = undefined;
    all.clear();
    all.set(KEY, 'as it was');
  });

  test('are copied by the ETag by which they were read, without their tags, whatever they are called', async () => {
    const { chunks, etag } = await objects.read(KEY);
    expect(await text(chunks)).toBe('as it was');
    await objects.copy(KEY, etag, 'artifacts/x/training.jsonl');
    expect(all.get('artifacts/x/training.jsonl')).toBe('as it was');
    expect(headers).toMatchObject({ 'x-amz-tagging-directive': 'REPLACE', 'x-amz-copy-source-if-match': etag });
  });

  test.each([
    ['replaced', () => all.set(KEY, 'as it is')],
    ['removed', () => all.delete(KEY)],
  ])('that were %s since they were read are not copied', async (_, change) => {
    const { chunks, etag } = await objects.read(KEY);
    await text(chunks);
    change();
    const refusal = await objects.copy(KEY, etag, 'artifacts/x/training.jsonl').catch((error: Error) => error);
    expect(refusal).toMatchObject({
      name: 'ObjectChanged',
      message: `${KEY} was changed during its validation. Start the workflow again.`,
    });
    expect(all.has('artifacts/x/training.jsonl')).toBe(false);
  });

  test('that are not there are named', async () => {
    await expect(objects.read('datasets/none')).rejects.toMatchObject({ name: 'ObjectMissing' });
  });

  test('are created once', async () => {
    const create = (text: string) => objects.create('reserved/x', text);
    expect([await create('first'), await create('second')]).toEqual([true, false]);
    expect(String(all.get('reserved/x'))).toBe('first');
    await objects.write('reserved/x', '{}');
    expect(String(all.get('reserved/x'))).toBe('{}');
  });

  test.each<[code: string, status: number, read: string, copy: string, create: string]>([
    ['NoSuchKey', 404, 'ObjectMissing', 'ObjectChanged', 'NoSuchKey'],
    ['NotFound', 404, 'ObjectMissing', 'ObjectChanged', 'NotFound'],
    ['PreconditionFailed', 412, 'PreconditionFailed', 'ObjectChanged', 'false'],
    ['ConditionalRequestConflict', 409, 'ConditionalRequestConflict', 'ConditionalRequestConflict', 'false'],
    ['AccessDenied', 403, 'AccessDenied', 'AccessDenied', 'AccessDenied'],
    ['NoSuchBucket', 404, 'NoSuchBucket', 'NoSuchBucket', 'NoSuchBucket'],
  ])('%s of S3 is a failure of its own only where it means one', async (code, status, ...expected) => {
    failure = [status, code];
    const endOf = (call: Promise<unknown>) => call.then(String, (error: Error) => error.name);
    const ends = [objects.read(KEY), objects.copy(KEY, '"1"', 'artifacts/x'), objects.create('x', '')].map(endOf);
    expect(await Promise.all(ends)).toEqual(expected);
  });
});
