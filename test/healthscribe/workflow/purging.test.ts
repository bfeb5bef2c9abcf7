import { signedKey } from '../../../domain/clinical-note/layout';
import { interpret } from '../../../sandbox/workflow/interpreter';
import { execute } from '../../support/execution';
import { MARK } from '../../support/markers';
import { ScribingStandIn, SIGNED } from '../../support/scribing/scribing-stand-in';
import { definition, purging } from './definition';
import { GOOD, times } from './scenario';

const EXECUTION = 'arn:aws:states:us-east-1:111122223333:execution:chat-scribing:one';

/** Purges what an execution has left, whose end Step Functions describes so. */
async function purge(standIn: ScribingStandIn, described: object = { Status: 'ABORTED' }) {
  standIn.described = {
    ...{ ExecutionArn: EXECUTION, Input: JSON.stringify(standIn.input), Output: MARK.patient, Cause: MARK.aws },
    ...described,
  };
  // What AWS says of an execution is in the history of the purge, under the patient key, until the next state.
  Object.assign(standIn, { mayKeep: { state: ['patient', 'aws'], events: [], end: [] } });
  return await execute(purging, standIn, { execution: EXECUTION });
}

/** Stops an execution at its call of this number, or after its call of this name. Returns the stand-in as it then is. */
async function stoppedAt(
  at: number,
  standIn = new ScribingStandIn().record(GOOD),
  after?: string,
): Promise<ScribingStandIn> {
  const context = { Id: EXECUTION, StartTime: '2026-11-28T08:00:00.000Z' };
  let made = 0;
  const perform = async (resource: string, input: Readonly<Record<string, unknown>>) => {
    if (made++ === at) run.abort();
    if (made > at) throw new Error('stopped');
    try {
      return await standIn.answer(resource, input);
    } finally {
      if (after !== undefined && standIn.calls.at(-1) === after) run.abort();
    }
  };
  const run = interpret(definition, context, standIn.input, perform, { wait: 0, retry: 0 });
  await run.result.catch(() => undefined);
  return standIn;
}

const FOUND = ['Begin', 'Find execution', 'Did it end without a purge?'];
const READ = [...FOUND, 'Read input', 'Does it have a recording?'];
const CLAIMED = ['Claim consultation', 'Is the consultation of the execution?'];
const TOLD = ['Record purge', 'Prepare notice of end', 'Publish end', 'Send notice of end', 'Done'];

describe('the purge of what an execution has left', () => {
  test('wherever it was stopped, nothing is left and the record says so', async () => {
    const whole = new ScribingStandIn();
    await execute(definition, whole.record(GOOD));
    const lefts: number[] = [];
    for (const at of whole.calls.keys()) {
      const standIn = await stoppedAt(at);
      lefts.push(standIn.left.length);
      // Its own record, if it came that far, stays.
      const earlier = standIn.records;
      const { end, states } = await purge(standIn);
      expect({ at, end, left: standIn.left }).toEqual({ at, end: 'Succeeded', left: [] });
      expect(states.slice(0, 10)).toEqual([...READ, 'Keep recording', ...CLAIMED, 'Check signature', 'Purge']);
      expect(states.slice(-5)).toEqual(TOLD);
      expect(standIn.records).toHaveLength(earlier.length + 1);
      expect(standIn.records).toEqual(
        expect.arrayContaining([...earlier, expect.objectContaining({ outcome: 'Stopped', reason: 'ABORTED' })]),
      );
      expect(standIn.told.at(-1)).toBe('Stopped ABORTED');
    }
    // The recording, the claim, the outputs, the draft, the token and the record of the job were there.
    expect(Math.max(...lefts)).toBeGreaterThan(5);
  });

  test('an execution that was stopped beside another purges nothing of it, wherever it was stopped', async () => {
    for (const at of [0, 1]) {
      const standIn = new ScribingStandIn().record(GOOD);
      const waiting = new Promise<Parameters<ScribingStandIn['clinician']>[0]>((resolve) => {
        standIn.clinician = resolve;
      });
      const first = execute(definition, standIn);
      const wait = await waiting;
      const before = standIn.left;
      standIn.calls.length = 0;
      await stoppedAt(at, standIn);
      expect((await purge(standIn)).states.slice(-3)).toEqual([...CLAIMED, 'Nothing to purge']);
      expect([standIn.left, standIn.records]).toEqual([before, []]);
      Object.assign(standIn, { mayKeep: { state: [], events: [], end: [] } });
      standIn.sign(wait);
      expect(await first).toMatchObject({ output: { status: 'Signed' } });
      expect(standIn.left).toEqual([]);
    }
  });

  test('keeps a note that was signed before the execution was stopped', async () => {
    const standIn = new ScribingStandIn(true).record(GOOD);
    // The call that ends the wait is lost, and then somebody stops the execution.
    standIn.clinician = (wait) => {
      standIn.sign({ ...wait, resolve: () => undefined });
      wait.reject(new Error('stopped'));
    };
    await stoppedAt(99, standIn, 'await-signature');
    expect(standIn.s3.keys(SIGNED)).toEqual([]);
    expect((await purge(standIn)).states.at(-1)).toBe('Done');
    expect([standIn.left, standIn.s3.keys(SIGNED)]).toEqual([[], [signedKey(standIn.consultation)]]);
    expect(standIn.records).toMatchObject([{ outcome: 'Stopped', signed: { draftSha256: expect.any(String) } }]);
  });

  test('waits for the job that still runs, and deletes its record', async () => {
    const standIn = await stoppedAt(2);
    standIn.jobs.start(standIn.jobName);
    const { states } = await purge(standIn);
    expect(states).toContain('Wait until the job ends');
    expect([states.at(-1), standIn.left]).toEqual(['Done', []]);
  });

  test.each([
    ['that took too long', { Status: 'TIMED_OUT' }],
    ['whose purge failed', { Status: 'FAILED', Error: 'PurgeFailed' }],
    ['that Step Functions ended', { Status: 'FAILED', Error: 'States.Runtime' }],
    ['that failed without a name', { Status: 'FAILED' }],
    ['that failed with null for a name', { Status: 'FAILED', Error: null }],
    ['that was stopped with the name of an error', { Status: 'ABORTED', Error: 'JobFailed' }],
  ])('is done for an execution %s', async (_, described) => {
    const standIn = await stoppedAt(6);
    const { states } = await purge(standIn, described);
    expect([states.at(-1), standIn.left]).toEqual(['Done', []]);
    expect(standIn.records).toEqual([expect.objectContaining({ reason: described.Status })]);
  });

  test.each([
    ['that purged and failed', { Status: 'FAILED', Error: 'JobFailed' }, [...FOUND, 'Did a state end it?']],
    ['that runs', { Status: 'RUNNING' }, FOUND],
    ['that succeeded', { Status: 'SUCCEEDED' }, FOUND],
    ['without a recording', { Status: 'ABORTED', Input: '{}' }, READ],
    ['whose input is no object', { Status: 'ABORTED', Input: '["audio/x"]' }, READ],
    ['whose key is no text', { Status: 'ABORTED', Input: '{"key":1,"etag":"x"}' }, READ],
  ])('leaves alone an execution %s', async (_, described, states) => {
    const standIn = await stoppedAt(6);
    const { left } = standIn;
    expect((await purge(standIn, described)).states).toEqual([...states, 'Nothing to purge']);
    expect([standIn.left, standIn.records]).toEqual([left, []]);
  });

  test.each([
    ['the execution cannot be described', 'sfn:describeExecution', 'Sfn.KmsAccessDeniedException'],
    ['the function fails for hours', 'purge', 'StepFailed'],
    ['nobody can tell whose the consultation is', 'claim', 'StepFailed'],
    ['the record of the job is denied', 'transcribe:deleteMedicalScribeJob', 'Transcribe.AccessDeniedException'],
    ['the record of the purge cannot be written', 'record-purge', 'StepFailed'],
  ])('fails and is told if %s', async (_, call, error) => {
    const standIn = await stoppedAt(7);
    standIn.troubles.set(call, times(60, error));
    const { end } = await purge(standIn);
    expect([end, standIn.told.at(-1)]).toEqual(['PurgeFailed', 'PurgeFailed Stopped']);
    expect(standIn.notices.at(-1)).toContain('"status":"PurgeFailed"');
  });

  test('goes on through throttling and failures that pass', async () => {
    const standIn = await stoppedAt(7);
    standIn.troubles.set('sfn:describeExecution', times(9, 'Sfn.ThrottlingException'));
    standIn.troubles.set('purge', times(30, 'StepFailed'));
    expect((await purge(standIn)).states.at(-1)).toBe('Done');
  });

  test('the scenarios enter every state', async () => {
    const entered = new Set<string>();
    const running = await stoppedAt(2);
    running.jobs.start(running.jobName);
    for (const standIn of [await stoppedAt(1), running, await stoppedAt(7)]) {
      for (const state of (await purge(standIn)).states) entered.add(state);
    }
    const failing = await stoppedAt(7);
    failing.troubles.set('purge', times(60, 'StepFailed'));
    for (const state of (await purge(failing)).states) entered.add(state);
    const failed = { Status: 'FAILED', Error: 'JobFailed' };
    for (const state of (await purge(await stoppedAt(7), failed)).states) entered.add(state);
    expect(Object.keys(purging.States).filter((name) => !entered.has(name))).toEqual([]);
  });
});
