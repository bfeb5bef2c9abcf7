import { BedrockClient, CreateModelCustomizationJobCommand } from '@aws-sdk/client-bedrock';
import { readMetrics } from '../../../lambda/fine-tuning/read-metrics';
import { validateStep } from '../../../lambda/fine-tuning/validation-step';
import { MemoryObjects } from '../../support/memory-objects';
import { SETTINGS, TuningStandIn } from '../../support/tuning-stand-in';

const check = (manifest: object | string, dataset?: string) => {
  const { objects, input } = new TuningStandIn(dataset);
  if (typeof manifest === 'string') objects.all.set(input.manifest, manifest);
  else {
    const whole = { ...JSON.parse(String(objects.all.get(input.manifest))), ...manifest };
    objects.all.set(input.manifest, JSON.stringify(whole));
  }
  return validateStep({ step: 'validate-dataset', manifest: input.manifest }, objects, SETTINGS);
};

/** As the API itself spells it; the values of maps and lists of text stay as they are. */
const asApi = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asApi);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      /^[A-Z]/.test(name) ? name[0]?.toLowerCase() + name.slice(1) : name,
      asApi(member),
    ]),
  );
};

describe('validateStep', () => {
  test('prepares a request that the API knows, member by member', async () => {
    const { request } = await check({
      hyperParameters: { epochCount: 3, learningRate: 0.00001 },
      validation: 'datasets/first/train.jsonl',
    });
    const sent: string[] = [];
    const client = new BedrockClient({
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'dummy' },
      requestHandler: {
        handle: (http: { body: Uint8Array }) => {
          sent.push(new TextDecoder().decode(http.body));
          return Promise.reject(new Error('sent'));
        },
      },
      maxAttempts: 1,
    });
    const asked = asApi(request);
    await expect(client.send(new CreateModelCustomizationJobCommand(asked as never))).rejects.toThrow('sent');
    // The serializer writes only members of the API's model: nothing of ours is lost, so that all of it is known.
    expect(JSON.parse(sent[0] ?? '')).toEqual(asked);
    expect(asked).toMatchObject({ hyperParameters: { epochCount: '3', learningRate: '0.00001' } });
  });

  test('names the job so that the API takes it', async () => {
    const { request } = await check({});
    expect(request.JobName).toMatch(/^[a-zA-Z0-9](-*[a-zA-Z0-9+\-.])*$/);
    expect(request.JobName.length).toBeLessThanOrEqual(63);
    expect(request.CustomModelName).toMatch(/^([0-9a-zA-Z][_-]?){1,63}$/);
  });

  test.each([
    ['{', 'the manifest is not a JSON object'],
    ['[]', 'the manifest is not a JSON object'],
    [{ modell: 1 }, 'the manifest has other fields than model, training'],
    [{ model: 'amazon.nova-pro-v1:0' }, 'model is not a base model of this deployment: amazon.nova-lite-v1:0'],
    [{ training: 'artifacts/x.jsonl' }, 'training is not the key of an object below datasets/'],
    [{ validation: 7 }, 'validation is not the key of an object below datasets/'],
    [{ hyperParameters: [] }, 'hyperParameters is not an object'],
    [
      { hyperParameters: { epochs: 2 } },
      'hyperParameters has another than those of amazon.nova-lite-v1:0: epochCount, learningRate',
    ],
    [
      { hyperParameters: { constructor: 2 } },
      'hyperParameters has another than those of amazon.nova-lite-v1:0: epochCount',
    ],
    [{ hyperParameters: { epochCount: 9 } }, 'epochCount is not a whole number from 1 to 5'],
    [{ hyperParameters: { epochCount: 1.5 } }, 'epochCount is not a whole number from 1 to 5'],
    [{ hyperParameters: { learningRate: 1 } }, 'learningRate is not a number from 0.000001 to 0.0001'],
    [{ maxLoss: 'low' }, 'maxLoss is not a number from 0 to 100'],
    [{ attempt: 0 }, 'attempt is not a whole number from 1 to 1000'],
  ])('refuses the manifest %j: %s', async (manifest, message) => {
    const refusal = await check(manifest).catch((error: Error) => error);
    expect(refusal).toMatchObject({ name: 'ManifestError', message: expect.stringContaining(message) });
  });

  test('finds example and validation set of one name twice', async () => {
    const result = await check({ validation: 'datasets/first/train.jsonl' });
    expect(result).toMatchObject({ fit: false, errors: 100, validated: true });
  });
});

describe('readMetrics', () => {
  const JOB = 'arn:aws:bedrock:us-east-1:111122223333:model-customization-job/amazon.nova-lite-v1:0/abc';
  const FOLDER = 'artifacts/x/model-customization-job-abc';
  const read = (training?: string, validation?: string, maxLoss: number | null = null) => {
    const objects = new MemoryObjects();
    if (training) objects.all.set(`${FOLDER}/training_artifacts/step_wise_training_metrics.csv`, training);
    const held = `${FOLDER}/validation_artifacts/post_fine_tuning_validation/validation_metrics.csv`;
    if (validation) objects.all.set(held, validation);
    const request = {
      step: 'read-metrics',
      jobArn: JOB,
      output: 'artifacts/x/',
      validated: validation !== undefined,
      maxLoss,
    } as const;
    return readMetrics(request, objects);
  };
  const csv = (column: string, ...losses: readonly (number | string)[]) =>
    [`step_number,epoch_number,${column},perplexity`, ...losses.map((loss, step) => `${step},1,${loss},2`)].join(
      '\r\n',
    );

  test.each([
    [csv('training_loss', 2, 1), undefined, null, ''],
    [csv('training_loss', 2, 1), undefined, 1, ''],
    [csv('training_loss', 2, 1), undefined, 0.9, 'the last loss in training is 1, which exceeds 0.9'],
    [csv('training_loss', 2, 1), csv('validation_loss', 2, 1.5), null, ''],
    [
      csv('training_loss', 2, 1),
      csv('validation_loss', 2, 1.5),
      1.4,
      'the last loss on the validation set is 1.5, which exceeds 1.4',
    ],
    [
      csv('training_loss', 2, 1),
      csv('validation_loss', 2, 2.5),
      null,
      'the loss on the validation set rose from 2 to 2.5',
    ],
  ])('of %j and %j with at most %j says: %s', async (training, validation, maxLoss, why) => {
    expect(await read(training, validation, maxLoss)).toMatchObject({ good: why === '', why });
  });

  test.each([
    [undefined, undefined, 'the job wrote no artifacts/x/model-customization-job-abc/training_artifacts/'],
    ['', undefined, 'the job wrote no'],
    [csv('loss', 1), undefined, 'the metrics have no column training_loss'],
    [csv('training_loss'), undefined, 'the metrics have no training_loss'],
    [csv('training_loss', 1, 'NaN'), undefined, 'training_loss is not a number in row 2 of the metrics'],
    [csv('training_loss', 1, ''), undefined, 'training_loss is not a number in row 2 of the metrics'],
    [csv('training_loss', 1), csv('training_loss', 1), 'the metrics have no column validation_loss'],
  ])('of %j and %j says that they are missing', async (training, validation, message) => {
    const missing = await read(training, validation).catch((error: Error) => error);
    expect(missing).toMatchObject({ name: 'MetricsMissing', message: expect.stringContaining(message) });
  });
});
