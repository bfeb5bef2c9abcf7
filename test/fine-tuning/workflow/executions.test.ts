import { DEPLOYMENT_TAG } from '../../../lib/config/names';
import { workflowDefinition } from '../../../lib/fine-tuning/workflow/definition';
import { JOB_LOOKS } from '../../../lib/fine-tuning/workflow/train';
import { execute } from '../../support/execution';
import { ServiceError, TuningStandIn } from '../../support/tuning-stand-in';
import { CHECKED, FAILED, LOOK, LOST, PEEK, PEEK_AGAIN, SCENARIOS } from './scenarios';

const definition = workflowDefinition({
  partition: 'aws',
  functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:tuning',
  tag: { Key: DEPLOYMENT_TAG, Value: 'sandbox' },
});

const FOUND = [...CHECKED, 'Is it there?', 'Look at the job', 'Has it ended?'];
const JUDGED = ['Read the metrics', 'Is it good?', 'Look for the deployment'];
const ANSWERS = ['Begin to wait for the deployment', ...PEEK, 'Ask the model', 'Tell of the model', 'Deployed'];

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

  test('same upload twice: Succeeded: … Look for the deployment → …; one job, one deployment', async () => {
    const standIn = new TuningStandIn();
    await execute(definition, standIn);
    const second = await execute(definition, standIn);
    expect(second).toMatchObject({ end: 'Succeeded', states: [...FOUND, ...JUDGED, ...ANSWERS] });
    expect([standIn.jobs.size, standIn.deployments.size]).toEqual([1, 1]);
  });

  test('same upload while the first is being trained: it is followed; one job, one deployment', async () => {
    const standIn = new TuningStandIn();
    standIn.jobStatuses = ['InProgress'];
    // After its first look, as if somebody had stopped the execution and not the job.
    standIn.troubles.set('bedrock:getModelCustomizationJob', [...LOST]);
    await execute(definition, standIn);
    for (const job of standIn.jobs.values()) job.statuses.push('Completed');
    const second = await execute(definition, standIn);
    const followed = ['Begin to wait for the job', ...LOOK, ...JUDGED];
    expect(second).toMatchObject({ end: 'Succeeded' });
    expect(second.states.slice(0, 11)).toEqual([...CHECKED, 'Is it there?', ...followed]);
    expect([standIn.jobs.size, standIn.deployments.size]).toEqual([1, 1]);
  });

  test('one event that comes twice: … Look for the job of another execution → …; one job, one deployment', async () => {
    const standIn = new TuningStandIn();
    const both = await Promise.all([execute(definition, standIn), execute(definition, standIn)]);
    expect(both.map(({ end }) => end)).toEqual(['Succeeded', 'Succeeded']);
    const states = both.flatMap((execution) => execution.states);
    expect(states).toContain('Look for the job of another execution');
    expect(states).toContain('Look for the deployment of another execution');
    expect([standIn.jobs.size, standIn.deployments.size]).toEqual([1, 1]);
  });

  test('same upload after its deployment was removed: it is deployed once more, and not trained', async () => {
    const standIn = new TuningStandIn();
    await execute(definition, standIn);
    standIn.deployments.clear();
    const second = await execute(definition, standIn);
    const deployed = ['Deploy the model', 'Begin to wait for the deployment', ...PEEK_AGAIN];
    expect(second).toMatchObject({ end: 'Succeeded', states: [...FOUND, ...JUDGED, ...deployed, ...ANSWERS.slice(1)] });
    expect([standIn.jobs.size, standIn.deployments.size]).toEqual([1, 1]);
  });

  test.each([
    ['bedrockruntime:converse', 'NoAnswer'],
    ['bedrock:getCustomModelDeployment', 'DeploymentLost'],
  ])('same upload while %s is refused: %s; a deployment that was there before is not deleted', async (call, end) => {
    const standIn = new TuningStandIn();
    await execute(definition, standIn);
    const refused = new ServiceError('Bedrock.AccessDeniedException');
    const found = { CustomModelDeploymentArn: [...standIn.deployments.keys()][0], Status: 'Active' };
    standIn.troubles.set(call, call === 'bedrockruntime:converse' ? [refused] : [found, refused]);
    const second = await execute(definition, standIn);
    expect(second).toMatchObject({ end, states: expect.arrayContaining(['Did this execution make it?', ...FAILED]) });
    expect(standIn.deployments.size).toBe(1);
  });

  test('same upload with a threshold that the model meets: it is deployed, and not trained', async () => {
    const standIn = new TuningStandIn('good-hundred.jsonl', { maxLoss: 1 });
    expect(await execute(definition, standIn)).toMatchObject({ end: 'NotGoodEnough' });
    const { manifest } = standIn.input;
    standIn.objects.all.set(manifest, String(standIn.objects.all.get(manifest)).replace('"maxLoss":1', '"maxLoss":2'));
    expect(await execute(definition, standIn)).toMatchObject({ end: 'Succeeded' });
    expect([standIn.jobs.size, standIn.deployments.size]).toEqual([1, 1]);
  });

  test.each(['Failed', 'Stopped'])(
    'same upload after a job that ended as %s: JobFailedBefore; one job',
    async (status) => {
      const standIn = new TuningStandIn();
      standIn.jobStatuses = [status];
      await execute(definition, standIn);
      const second = await execute(definition, standIn);
      expect(second).toMatchObject({
        end: 'JobFailedBefore',
        cause: `${status} for the same examples: ask for another attempt`,
        states: [...CHECKED, 'Is it there?', 'Job failed before', ...FAILED],
      });
      expect([standIn.jobs.size, standIn.deployments.size]).toEqual([1, 0]);
    },
  );

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

  test('a default that is spelt out is the same job', async () => {
    const standIn = new TuningStandIn('good-hundred.jsonl', { hyperParameters: { epochCount: 2 } });
    await execute(definition, standIn);
    const { manifest } = standIn.input;
    standIn.objects.all.set(manifest, String(standIn.objects.all.get(manifest)).replace('"epochCount":2', ''));
    expect(await execute(definition, standIn)).toMatchObject({ end: 'Succeeded' });
    expect(standIn.jobs.size).toBe(1);
  });

  test('another attempt, or another example, is another job', async () => {
    const standIn = new TuningStandIn();
    await execute(definition, standIn);
    const { manifest } = standIn.input;
    const asked = JSON.parse(String(standIn.objects.all.get(manifest))) as { training: string };
    standIn.objects.all.set(manifest, JSON.stringify({ ...asked, attempt: 2 }));
    await execute(definition, standIn);
    standIn.objects.all.set(asked.training, `${standIn.objects.all.get(asked.training)}`.replace('What', 'Which'));
    await execute(definition, standIn);
    expect(standIn.jobs.size).toBe(3);
  });

  test('job that never ends: JobTookTooLong: it is told to stop', async () => {
    const standIn = new TuningStandIn();
    standIn.jobStatuses = ['InProgress'];
    // After ten looks instead of two days of them.
    const impatient: object = JSON.parse(JSON.stringify(definition).replace(`:${JOB_LOOKS.most},`, ':10,'));
    const { end, states } = await execute(impatient, standIn);
    expect(states.filter((state) => state === 'Look at the job')).toHaveLength(11);
    expect(end).toBe('JobTookTooLong');
    expect(states.slice(-6)).toEqual([...LOOK.slice(1), 'Job took too long', 'Stop the job', ...FAILED]);
    expect(standIn.calls.filter((call) => call === 'bedrock:stopModelCustomizationJob')).toHaveLength(1);
  });

  test('deployment that never becomes active: DeploymentTookTooLong: it is deleted', async () => {
    const standIn = new TuningStandIn();
    standIn.deploymentStatuses = ['Creating'];
    const { end, states } = await execute(definition, standIn);
    expect(end).toBe('DeploymentTookTooLong');
    expect(states.slice(-4)).toEqual(['Did this execution make it?', 'Delete the deployment', ...FAILED]);
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
      'Is it there?',
      'Job failed before',
      'Job took too long',
      'Metrics were not read',
      'Deployment took too long',
    ]);
  });
});
