import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { ENV, type StepRequest } from '../../lambda/fine-tuning/contract';
import { OBJECT_CONTRACTS, objectBreaches } from '../support/contracts/tuning-contracts';
import { LAMBDA_NODE, nodes } from '../support/nodes';
import { ObjectServer } from '../support/object-server';

const MANIFEST = 'datasets/first/manifest.json';
const TRAINING = 'datasets/first/träin set.jsonl';

/** As Lambda's runtime does: the answer as JSON, or the name and message of the error. */
const RUNTIME = `
  require(process.cwd() + '/build/lambda/fine-tuning').handler(JSON.parse(process.argv[1])).then(
    (answer) => console.log(JSON.stringify(answer ?? null)),
    ({ name, message }) => console.log(JSON.stringify({ errorType: name, errorMessage: message })),
  )`;

const run = promisify(execFile);

/** The built function in a process of its own, with S3 over HTTP. */
describe.each(nodes(LAMBDA_NODE))('the bundle of the tuning function, $name', ({ path }) => {
  const all = new Map<string, string | Buffer>();
  const objects = new ObjectServer('datasets-bucket', '111122223333', all, objectBreaches);
  let server: Server;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const [status, body = '', headers = {}] = await objects.answer(request);
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });

  afterEach(() => expect(objects.breaches).toEqual([]));

  afterAll(async () => {
    expect([...OBJECT_CONTRACTS.exercised].sort()).toEqual([...OBJECT_CONTRACTS.operations].sort());
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  async function asked(request: StepRequest): Promise<Record<string, unknown>> {
    const { stdout, stderr } = await run(path, ['-e', RUNTIME, JSON.stringify(request)], {
      env: {
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'dummy',
        AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        NODE_NO_WARNINGS: '1',
        [ENV.deployment]: 'sandbox',
        [ENV.bucket]: 'datasets-bucket',
        [ENV.baseModels]: '["amazon.nova-lite-v1:0"]',
        [ENV.roleArn]: 'arn:aws:iam::111122223333:role/AmazonBedrock-customization',
        [ENV.keyArn]: 'arn:aws:kms:us-east-1:111122223333:key/1',
        [ENV.subnetIds]: '["subnet-a"]',
        [ENV.securityGroupId]: 'sg-a',
        [ENV.maxJobsPerMonth]: '2',
      },
    });
    // One line on standard output, which is the answer; nothing in the log.
    expect(stderr).toBe('');
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  beforeEach(() => {
    all.clear();
    all.set(TRAINING, readFileSync('test/fixtures/datasets/good-hundred.jsonl'));
    all.set(MANIFEST, JSON.stringify({ model: 'amazon.nova-lite-v1:0', training: TRAINING }));
  });

  const check = () => asked({ step: 'validate-dataset', manifest: MANIFEST });

  test('checks a dataset, leaves a report, and keeps what it read', async () => {
    all.set(MANIFEST, String(all.get(MANIFEST)).replace('träin set', 'train'));
    all.set('datasets/first/train.jsonl', readFileSync('test/fixtures/datasets/good-hundred.jsonl'));
    const { fit, name, records } = await check();
    expect({ fit, records }).toEqual({ fit: true, records: 100 });
    expect(JSON.parse(String(all.get(`artifacts/reports/${name}.json`)))).toMatchObject({ ok: true });
    expect(all.get(`artifacts/${name}/training.jsonl`)).toEqual(all.get('datasets/first/train.jsonl'));
  });

  test('reads a key whatever it is called, and keeps nothing that is not fit', async () => {
    const { fit, errors } = await check();
    expect({ fit, errors }).toEqual({ fit: false, errors: 1 });
    expect([...all.keys()].filter((key) => key.startsWith('artifacts/sandbox-'))).toEqual([]);
  });

  test('takes places for jobs in S3, and no more than there are', async () => {
    const reserve = (name: string) =>
      asked({ step: 'reserve-job', name: `sandbox-${name}`, time: '2026-12-31T23:59:59.9Z' });
    await reserve('a');
    await reserve('b');
    await reserve('a');
    expect([...all.keys()].filter((key) => key.startsWith('artifacts/jobs/'))).toEqual([
      'artifacts/jobs/2026-12/1',
      'artifacts/jobs/2026-12/2',
    ]);
    expect(await reserve('c')).toMatchObject({ errorType: 'TooManyJobs' });
  });

  test('names what is missing by the errors that the workflow catches', async () => {
    all.delete(TRAINING);
    expect(await check()).toMatchObject({ errorType: 'ObjectMissing' });
    all.delete(MANIFEST);
    expect(await check()).toMatchObject({ errorType: 'ObjectMissing', errorMessage: `${MANIFEST} does not exist` });
    const metrics = { jobArn: 'x/y', output: 'artifacts/x/', validated: false, maxLoss: null };
    expect(await asked({ step: 'read-metrics', ...metrics })).toMatchObject({ errorType: 'MetricsMissing' });
  });
});
