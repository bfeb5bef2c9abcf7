import { readFileSync } from 'node:fs';
import { ENV, type StepRequest } from '../../lambda/fine-tuning/contract';
import { BuiltFunction } from '../support/built-function';
import { TUNING_OBJECTS } from '../support/contracts/object-contracts';
import { LAMBDA_NODE, nodes } from '../support/nodes';

const MANIFEST = 'datasets/first/manifest.json';
const TRAINING = 'datasets/first/träin set.jsonl';

const ENVIRONMENT = {
  [ENV.deployment]: 'sandbox',
  [ENV.bucket]: 'datasets-bucket',
  [ENV.baseModels]: '["amazon.nova-lite-v1:0"]',
  [ENV.roleArn]: 'arn:aws:iam::111122223333:role/AmazonBedrock-customization',
  [ENV.keyArn]: 'arn:aws:kms:us-east-1:111122223333:key/1',
  [ENV.subnetIds]: '["subnet-a"]',
  [ENV.securityGroupId]: 'sg-a',
  [ENV.maxJobsPerMonth]: '2',
};

describe.each(nodes(LAMBDA_NODE))('the bundle of the tuning function, $name', ({ path }) => {
  const built = new BuiltFunction('fine-tuning', 'datasets-bucket', TUNING_OBJECTS, ENVIRONMENT, path);
  const { all } = built;
  const asked = (request: StepRequest) => built.invoke(request);

  beforeAll(() => built.start());
  afterAll(() => built.stop());

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
