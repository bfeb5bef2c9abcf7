import { execute } from '../../support/execution';
import { ServiceError, TuningStandIn } from '../../support/tuning-stand-in';
import { definition } from './definition';
import { CHECKED, FAILED, LOOK, PEEK, PEEK_AGAIN } from './paths';
import { LOST } from './scenario';

const FOUND = [...CHECKED, 'Compare job', 'Check existing job', 'Get job', 'Check job status'];
const JUDGED = ['Read metrics', 'Is the model good enough?', 'Find deployment'];
const ANSWERS = ['Begin polling deployment', ...PEEK, 'Test model', 'Publish model', 'Deployed'];

describe('what was asked for before', () => {
  test('same upload twice: Succeeded: … Find deployment → …; one job, one deployment', async () => {
    const standIn = new TuningStandIn();
    await execute(definition, standIn);
    const second = await execute(definition, standIn);
    expect(second).toMatchObject({
      end: 'Succeeded',
      states: [...FOUND, ...JUDGED, 'Is it of this model?', ...ANSWERS],
    });
    expect([standIn.jobs.size, standIn.deployments.size]).toEqual([1, 1]);
  });

  test('same upload while the first is being trained: it is followed; one job, one deployment', async () => {
    const standIn = new TuningStandIn();
    standIn.jobStatuses = ['InProgress'];
    // After its first look, as if somebody had stopped the execution and not the job.
    standIn.troubles.set('bedrock:getModelCustomizationJob', [...LOST]);
    standIn.troubles.set('bedrock:stopModelCustomizationJob', [new ServiceError('Bedrock.AccessDeniedException')]);
    await execute(definition, standIn);
    for (const job of standIn.jobs.values()) job.statuses.push('Completed');
    const second = await execute(definition, standIn);
    const followed = ['Begin polling job', ...LOOK, ...JUDGED];
    expect(second).toMatchObject({ end: 'Succeeded' });
    expect(second.states.slice(0, 12)).toEqual([...CHECKED, 'Compare job', 'Check existing job', ...followed]);
    expect([standIn.jobs.size, standIn.deployments.size]).toEqual([1, 1]);
  });

  test('one event that comes twice: … Find job of another execution → …; one job, one deployment', async () => {
    const standIn = new TuningStandIn();
    const both = await Promise.all([execute(definition, standIn), execute(definition, standIn)]);
    expect(both.map(({ end }) => end)).toEqual(['Succeeded', 'Succeeded']);
    const states = both.flatMap((execution) => execution.states);
    expect(states).toContain('Find job of another execution');
    expect([standIn.jobs.size, standIn.deployments.size]).toEqual([1, 1]);
  });

  test('a deployment that another execution makes in the meantime: … Find deployment of another execution → …', async () => {
    const standIn = new TuningStandIn();
    await execute(definition, standIn);
    standIn.troubles.set('bedrock:getCustomModelDeployment', [new ServiceError('Bedrock.ResourceNotFoundException')]);
    const second = await execute(definition, standIn);
    expect(second).toMatchObject({
      end: 'Succeeded',
      states: expect.arrayContaining(['Model not deployed', 'Find deployment of another execution']),
    });
    expect([standIn.jobs.size, standIn.deployments.size]).toEqual([1, 1]);
  });

  test('same upload after its deployment was removed: it is deployed once more, and not trained', async () => {
    const standIn = new TuningStandIn();
    await execute(definition, standIn);
    standIn.deployments.clear();
    const second = await execute(definition, standIn);
    const deployed = ['Deploy model', 'Begin polling deployment', ...PEEK_AGAIN];
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
    const [[arn, { model }] = ['', { model: '' }]] = [...standIn.deployments];
    const found = { CustomModelDeploymentArn: arn, ModelArn: model, Status: 'Active' };
    standIn.troubles.set(call, call === 'bedrockruntime:converse' ? [refused] : [found, refused]);
    const second = await execute(definition, standIn);
    expect(second).toMatchObject({ end, states: expect.arrayContaining(['Is the deployment new?', ...FAILED]) });
    expect(standIn.deployments.size).toBe(1);
  });

  test('a deployment of another model under the name of the job is not announced, asked or deleted', async () => {
    const standIn = new TuningStandIn();
    await execute(definition, standIn);
    for (const deployment of standIn.deployments.values()) deployment.model = `${deployment.model}-of-somebody-else`;
    const events = standIn.events.length;
    const second = await execute(definition, standIn);
    expect(second).toMatchObject({
      end: 'DeploymentOfAnotherModel',
      cause: expect.stringMatching(/^arn:\S+ has the name of this job and another model: delete it$/),
      states: expect.arrayContaining(['Is it of this model?', 'Fail: deployment of another model', ...FAILED]),
    });
    expect(second.states).not.toContain('Test model');
    expect(standIn.events.slice(events).map(({ DetailType }) => DetailType)).toEqual(['Tuning failed']);
    expect(standIn.deployments.size).toBe(1);
  });

  test('same upload while the job cannot be looked at: JobLost; a job that was there before is not stopped', async () => {
    const standIn = new TuningStandIn();
    standIn.jobStatuses = ['InProgress'];
    standIn.troubles.set('bedrock:getModelCustomizationJob', [...LOST]);
    standIn.troubles.set('bedrock:stopModelCustomizationJob', [new ServiceError('Bedrock.AccessDeniedException')]);
    expect(await execute(definition, standIn)).toMatchObject({ end: 'JobLeft' });
    standIn.troubles.set('bedrock:getModelCustomizationJob', [
      standIn.foundJob(),
      new ServiceError('Bedrock.AccessDeniedException'),
    ]);
    expect(await execute(definition, standIn)).toMatchObject({ end: 'JobLost' });
    expect(standIn.calls.filter((call) => call === 'bedrock:stopModelCustomizationJob')).toHaveLength(1);
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
        states: [...CHECKED, 'Compare job', 'Check existing job', 'Fail: earlier job failed', ...FAILED],
      });
      expect([standIn.jobs.size, standIn.deployments.size]).toEqual([1, 0]);
    },
  );

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
});
