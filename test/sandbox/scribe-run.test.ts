import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runConsultations } from '../../sandbox/consultations/scribe-run';
import type { LocalExecution } from '../../sandbox/workflow/local-workflow';
import { TaskTokens } from '../../sandbox/workflow/task-tokens';
import { MemoryS3 } from '../support/scribing/memory-s3';

/** Runs the consultations against executions that end at once, in this state. */
function run(...ends: readonly string[]) {
  const s3 = new MemoryS3();
  const client = s3.client({ ListObjectsV2: /^/, PutObject: /^/, GetObject: /^/ });
  const ended = (name: string) =>
    ({ status: 'FAILED', entered: [{ name, at: new Date() }] }) as unknown as LocalExecution;
  return runConsultations(
    {
      folder: mkdtempSync(join(tmpdir(), 'consultations-')),
      buckets: { patients: 'patients', purges: 'purges' },
      clients: { s3: client, sfn: client } as never,
      tokens: new TaskTokens(),
      startByRules: () => Promise.resolve(ends.map(ended)),
    },
    () => undefined,
  );
}

test('an upload that starts no execution is a fault of the sandbox', async () => {
  await expect(run()).rejects.toMatchObject({
    code: 'PB-SANDBOX-042',
    message: expect.stringContaining('The recording of back-pain started no execution.'),
  });
});

test.each(['Gone', 'PurgeFailed', 'Done'])('what is left after the state %s is a fault', async (state) => {
  await expect(run(state)).rejects.toMatchObject({
    code: 'PB-SANDBOX-043',
    message: expect.stringContaining(`1 objects of back-pain are left in patients after the state ${state}.`),
  });
});

test('a token ends a wait once', async () => {
  const tokens = new TaskTokens();
  const [one, other] = [tokens.wait('one'), tokens.wait('other')];
  expect(tokens.open).toEqual(['one', 'other']);
  expect([tokens.succeed('one', { a: 1 }), tokens.succeed('one', {}), tokens.succeed('none', {})]).toEqual([
    ...[true, false, false],
  ]);
  expect(tokens.expire('other')).toBe(true);
  expect(await one).toEqual({ a: 1 });
  await expect(other).rejects.toMatchObject({ name: 'States.Timeout' });
});
