import { compareJob } from '../../../lambda/fine-tuning/compare-job';
import type { JobRequest } from '../../../lambda/fine-tuning/contract';
import { execute } from '../../support/execution';
import { ServiceError, TuningStandIn } from '../../support/tuning-stand-in';
import { definition } from './definition';
import { CHECKED, FAILED } from './paths';

const OTHER = 's3://bucket-of-somebody-else/x';

/** Fields of a job that somebody started under the name of ours, each with values of others. */
const DIFFERING: readonly (readonly [field: string, value: unknown])[] = [
  ['JobName', 'sandbox-another'],
  ['OutputModelName', 'another'],
  ['RoleArn', 'arn:aws:iam::111122223333:role/AmazonBedrock-of-somebody-else'],
  ['RoleArn', undefined],
  ['BaseModelArn', 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0'],
  ['BaseModelArn', 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:24k'],
  ['BaseModelArn', 'arn:aws:bedrock:us-east-1:111122223333:custom-model/amazon.nova-lite-v1:0/abcdefghijkl'],
  ['CustomizationType', 'DISTILLATION'],
  ['OutputModelKmsKeyArn', 'arn:aws:kms:us-east-1:111122223333:key/2'],
  ['OutputModelKmsKeyArn', undefined],
  ['TrainingDataConfig', { S3Uri: OTHER }],
  ['TrainingDataConfig', { InvocationLogsConfig: { UsePromptResponse: true } }],
  ['ValidationDataConfig', { Validators: [{ S3Uri: OTHER }] }],
  ['OutputDataConfig', { S3Uri: OTHER }],
  ['HyperParameters', { epochCount: '5' }],
  ['HyperParameters', { notDocumented: '1' }],
  ['VpcConfig', undefined],
  ['VpcConfig', { SubnetIds: ['subnet-a'], SecurityGroupIds: ['sg-a'] }],
  ['VpcConfig', { SubnetIds: ['subnet-a', 'subnet-b'], SecurityGroupIds: ['sg-b'] }],
];

describe('a job that somebody else started under the name of ours', () => {
  test.each(DIFFERING)('is not followed, announced, stopped or deployed: %s %j', async (field, value) => {
    const standIn = new TuningStandIn();
    await execute(definition, standIn);
    standIn.deployments.clear();
    const before = { calls: standIn.calls.length, events: standIn.events.length };
    standIn.otherwise = { [field]: value };
    const { end, cause, states } = await execute(definition, standIn);
    expect({ end, states }).toEqual({
      end: 'JobOfAnotherRequest',
      states: [...CHECKED, 'Compare job', 'Fail: job of another request', ...FAILED],
    });
    expect(cause).toContain(` starts in ${field}. Find out who started it, and use another attempt.`);
    expect(cause).not.toContain('somebody-else');
    expect(standIn.calls.slice(before.calls)).toEqual([
      'validate-dataset',
      'bedrock:getModelCustomizationJob',
      'compare-job',
      'events:putEvents',
    ]);
    expect(standIn.events.slice(before.events).map(({ DetailType }) => DetailType)).toEqual(['Tuning failed']);
  });

  test('is compared also if it was started since the first look', async () => {
    const standIn = new TuningStandIn();
    await execute(definition, standIn);
    standIn.troubles.set('bedrock:getModelCustomizationJob', [new ServiceError('Bedrock.ResourceNotFoundException')]);
    standIn.otherwise = { RoleArn: 'arn:aws:iam::111122223333:role/other' };
    const { end, states } = await execute(definition, standIn);
    expect(end).toBe('JobOfAnotherRequest');
    expect(states).toContain('Find job of another execution');
  });

  test('is not followed if it cannot be compared', async () => {
    const standIn = new TuningStandIn();
    await execute(definition, standIn);
    standIn.troubles.set('compare-job', [new Error('out of memory')]);
    expect(await execute(definition, standIn)).toMatchObject({ end: 'JobNotCompared' });
  });

  test('has none of the fields that this table omits', async () => {
    const standIn = new TuningStandIn();
    await execute(definition, standIn);
    const { JobArn: _, Status: __, ...fields } = standIn.foundJob();
    expect(Object.keys(fields).filter((field) => !DIFFERING.some(([name]) => name === field))).toEqual([]);
  });
});

describe('a job of ours', () => {
  const compared = async (change: (job: Record<string, unknown>, request: JobRequest) => object, manifest = {}) => {
    const standIn = new TuningStandIn('good-hundred.jsonl', manifest);
    await execute(definition, standIn);
    const [job] = standIn.jobs.values();
    const request = job?.request as unknown as JobRequest;
    const found = standIn.foundJob();
    return () => compareJob({ step: 'compare-job', request, job: { ...found, ...change({ ...found }, request) } });
  };

  test('may name defaults, write numbers in another way and list subnets in another order', async () => {
    const manifest = { hyperParameters: { learningRate: 0.00001 } };
    const same = await compared(
      () => ({
        HyperParameters: { learningRate: '1e-05', epochCount: '2' },
        VpcConfig: { SecurityGroupIds: ['sg-a'], SubnetIds: ['subnet-b', 'subnet-a'] },
        ValidationDataConfig: { Validators: [] },
      }),
      manifest,
    );
    expect(same).not.toThrow();
    expect(await compared(() => ({ HyperParameters: {} }), manifest)).not.toThrow();
    expect(await compared(() => ({ HyperParameters: { learningRate: '1e-06' } }), manifest)).toThrow(/HyperParameters/);
  });

  test('has the ARN of the model with or without its context length', async () => {
    for (const name of ['amazon.nova-lite-v1:0', 'amazon.nova-lite-v1:0:300k']) {
      const BaseModelArn = `arn:aws:bedrock:us-east-1::foundation-model/${name}`;
      expect(await compared(() => ({ BaseModelArn }))).not.toThrow();
    }
  });
});
