import { readFileSync } from 'node:fs';
import { JOB_POLLS } from '../../../lib/fine-tuning/workflow/train';
import { execute } from '../../support/execution';
import { TuningStandIn } from '../../support/tuning-stand-in';
import { definition } from './definition';
import { DEPLOYMENT_SCENARIOS } from './deployment-scenarios';
import { FAILED, LOOK } from './paths';
import { TRAINING_SCENARIOS } from './training-scenarios';

const SCENARIOS = [...TRAINING_SCENARIOS, ...DEPLOYMENT_SCENARIOS];

describe('an execution', () => {
  test.each(SCENARIOS.map((scenario) => ({ ...scenario, path: scenario.states.join(' → ') })))(
    '$name: $end: $path',
    async ({ standIn: of, end, states, deployments = 0 }) => {
      const standIn = of();
      const execution = await execute(definition, standIn);
      expect(execution).toMatchObject({ end, states });
      expect(standIn.deployments.size).toBe(deployments);
      if (end !== 'Succeeded') expect(execution.cause).not.toMatch(/undefined|\{\}|^$/);
    },
  );

  test('a validation set is trained with as it was checked, too', async () => {
    const standIn = new TuningStandIn('good-hundred.jsonl', { validation: 'datasets/first/held.jsonl' });
    standIn.objects.all.set('datasets/first/held.jsonl', readFileSync('test/fixtures/datasets/good-held-out.jsonl'));
    standIn.validationMetrics = 'step_number,validation_loss\n1,2\n2,1\n';
    expect(await execute(definition, standIn)).toMatchObject({ end: 'Succeeded' });
    const [[name, job] = ['', undefined]] = standIn.jobs;
    const held = `artifacts/${name}/validation.jsonl`;
    expect(job?.request.ValidationDataConfig).toEqual({ Validators: [{ S3Uri: `s3://datasets-bucket/${held}` }] });
    expect(standIn.objects.all.get(held)).toEqual(standIn.objects.all.get('datasets/first/held.jsonl'));
  });

  test('a file that is replaced after it was checked: what was checked is trained, from where no tuner writes', async () => {
    const standIn = new TuningStandIn();
    const training = 'datasets/first/train.jsonl';
    const honest = standIn.objects.all.get(training);
    const start = standIn.calls.push.bind(standIn.calls);
    standIn.calls.push = (call) => {
      if (call === 'bedrock:createModelCustomizationJob') standIn.objects.all.set(training, 'poison');
      return start(call);
    };
    expect(await execute(definition, standIn)).toMatchObject({ end: 'Succeeded' });
    const [[name, job] = ['', undefined]] = standIn.jobs;
    const trained = `artifacts/${name}/training.jsonl`;
    expect(job?.request.TrainingDataConfig).toEqual({ S3Uri: `s3://datasets-bucket/${trained}` });
    expect(standIn.objects.all.get(trained)).toEqual(honest);
  });

  test('job that never ends: JobTookTooLong: it is told to stop', async () => {
    const standIn = new TuningStandIn();
    standIn.jobStatuses = ['InProgress'];
    // After ten looks instead of two days of them.
    const impatient: object = JSON.parse(JSON.stringify(definition).replace(`:${JOB_POLLS.most},`, ':10,'));
    const { end, states } = await execute(impatient, standIn);
    expect(states.filter((state) => state === 'Get job')).toHaveLength(11);
    expect(end).toBe('JobTookTooLong');
    expect(states.slice(-6)).toEqual([...LOOK.slice(1), 'Fail: job timed out', 'Stop job', ...FAILED]);
    expect(standIn.calls.filter((call) => call === 'bedrock:stopModelCustomizationJob')).toHaveLength(1);
  });

  test('deployment that never becomes active: DeploymentTookTooLong: it is deleted', async () => {
    const standIn = new TuningStandIn();
    standIn.deploymentStatuses = ['Creating'];
    const { end, states } = await execute(definition, standIn);
    expect(end).toBe('DeploymentTookTooLong');
    expect(states.slice(-4)).toEqual(['Is the deployment new?', 'Delete deployment', ...FAILED]);
    expect(standIn.deployments.size).toBe(0);
  });

  test('tells on the event bus what was made, or what failed, and nothing of the examples', async () => {
    const good = new TuningStandIn();
    await execute(definition, good);
    expect(good.events).toEqual([
      {
        Source: 'private-bedrock.tuning',
        DetailType: 'Custom model is deployed',
        Detail: {
          deployment: 'sandbox',
          manifest: 'datasets/first/manifest.json',
          deploymentArn: 'arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/0abcdefghijk',
          metrics: { good: true, why: '', training: { first: 2.1, last: 1.2, steps: 2 }, validation: null },
        },
      },
    ]);
    const bad = new TuningStandIn('bad-json.jsonl');
    await execute(definition, bad);
    expect(bad.events).toMatchObject([
      { DetailType: 'Tuning failed', Detail: { failure: { name: 'DatasetRefused', cause: expect.any(String) } } },
    ]);
    const report = [...bad.objects.all].find(([key]) => key.startsWith('artifacts/reports/'))?.[1];
    expect(JSON.parse(String(report))).toMatchObject({
      ok: false,
      training: { counts: { 'bad-json': 1 }, findings: [{ code: 'few-records' }, { code: 'bad-json', line: 17 }] },
    });
  });
});

describe('the definition', () => {
  const { States: states } = definition as { States: Record<string, Record<string, unknown>> };
  const tasks = Object.entries(states).filter(([, { Type }]) => Type === 'Task');

  test.each(tasks)('%s retries with jitter, catches everything, and does not take for ever', (_, state) => {
    expect(state.TimeoutSeconds).toBeGreaterThan(0);
    expect(state.Retry).toEqual([expect.objectContaining({ JitterStrategy: 'FULL', MaxDelaySeconds: 120 })]);
    const caught = state.Catch as { ErrorEquals: string[]; Next: string }[];
    expect(caught.at(-1)?.ErrorEquals).toEqual(['States.ALL']);
  });

  test('has no state that the scenarios above do not enter', () => {
    const entered = new Set(SCENARIOS.flatMap((scenario) => scenario.states));
    const never = Object.keys(states).filter((name) => !entered.has(name));
    // Each has a test of its own, but the two, which are reached as others of their kind are.
    expect(never).toEqual([
      'Compare job',
      'Fail: job of another request',
      'Fail: job not compared',
      'Check existing job',
      'Fail: earlier job failed',
      'Fail: too many jobs',
      'Fail: job not reserved',
      'Fail: job timed out',
      'Fail: metrics not read',
      'Is it of this model?',
      'Fail: deployment of another model',
      'Fail: deployment timed out',
    ]);
  });
});
