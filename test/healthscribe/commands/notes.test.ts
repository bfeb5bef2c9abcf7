import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCRIBING } from '../../support/contracts/scribing-contracts';
import { environmentOf, runMain, runMainIn } from '../../support/run-main';
import { RECORDS } from '../../support/scribing/function-steps';
import { CLINICIAN, scribingAccount, scribingAssembly } from '../../support/scribing/scribing-account';
import { SIGNED } from '../../support/scribing/scribing-stand-in';
import { tableAssembly } from '../../support/table-assembly';

const folder = mkdtempSync(join(tmpdir(), 'scribe-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NAME = 'kim\n';

/** Uploads a synthetic consultation with `scribe`. Returns its id. */
async function scribe({ account, run }: ReturnType<typeof scribingAccount>, name: string): Promise<string> {
  const audio = join(folder, `${name}.wav`);
  writeFileSync(audio, account.prepare(name));
  const { stdout } = await run(['scribe', audio, '--yes', '--every', '1', '--json']);
  return (JSON.parse(stdout) as { readonly consultation: string }).consultation;
}

describe('with a row that keeps no signed notes', () => {
  const it = scribingAccount({ pricePerMinute: 0.1 });
  const { account, run } = it;
  const left = () => account.standIn.left;

  test('list shows what waits, and nothing of the patient', async () => {
    expect(await run(['notes', 'list'])).toMatchObject({ status: 0, stdout: 'No consultation.\n' });
    const id = await scribe(it, 'ear');
    const { status, stdout } = await run(['notes', 'list']);
    expect(status).toBe(0);
    const [heading = '', line = ''] = stdout.split('\n');
    const draftedAt = account.standIn.s3.written(SCRIBING.patientBucket, account.standIn.keys.draft) as Date;
    const until = new Date(draftedAt.getTime() + 24 * 3_600_000);
    const minute = (time: Date) => time.toISOString().slice(0, 16).replace('T', ' ');
    expect(line).toBe(`${id}  draft  ${minute(draftedAt)}  ${minute(until)}`);
    expect(Math.max(heading.length, line.length)).toBeLessThanOrEqual(80);
    const { stdout: json } = await run(['notes', 'list', '--json']);
    expect(JSON.parse(json)).toEqual([
      { consultation: id, state: 'draft', since: draftedAt.toISOString(), until: until.toISOString() },
    ]);
    expect(account.calls.filter((call) => /^GET .*(draft\.json|audio\/.*wav)$/.test(call))).toHaveLength(1);
  });

  test('sign is refused before a review, without a file, and under another name; nothing is stored', async () => {
    const id = await scribe(it, 'cough');
    const file = join(folder, `${id}.json`);
    const sign = (input: string, ...options: string[]) => run(['notes', 'sign', id, ...options], input);
    const refused = async (run: ReturnType<typeof sign>, text: string) => {
      const { status, stderr } = await run;
      expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(text) });
    };
    await refused(sign(NAME, '--output', file), 'PB-NOTES-016 Not signed: not_reviewed.');
    await refused(sign('somebody\n', '--output', file), 'PB-NOTES-016 Not signed: other_name.');
    await refused(sign('', '--output', file), 'PB-NOTES-016 Not signed: other_name.');
    expect(existsSync(file)).toBe(false);
    expect(left().filter((key) => key.startsWith('signed/'))).toEqual([]);
  });

  test('purge ends the wait; nothing is left but the record', async () => {
    const id = await scribe(it, 'cough');
    expect(left().length).toBeGreaterThan(4);
    expect(await run(['notes', 'purge', id])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('PB-NOTES-017'),
    });
    const { status, stdout } = await run(['notes', 'purge', id, '--yes', '--every', '1']);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringMatching(new RegExp(`^Discarded: consultation ${id} is purged`)),
    });
    await account.ended();
    expect(left()).toEqual([]);
    expect(account.standIn.s3.keys(RECORDS)).toEqual([
      expect.stringMatching(`^purges/${CLINICIAN}/${id}/[0-9a-f]{32}\\.json$`),
    ]);
    for (const argv of [
      ['notes', 'sign', id],
      ['notes', 'export', id, '--output', join(folder, 'gone.html')],
    ]) {
      const after = await run(argv, NAME);
      expect(after).toMatchObject({
        status: 1,
        stderr: expect.stringContaining(`PB-NOTES-012 Consultation ${id} is purged: Discarded`),
      });
    }
    expect(await run(['notes', 'purge', id, '--yes'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('PB-NOTES-015'),
    });
    expect(left()).toEqual([]);
  });

  test('export writes the page with the recording, and is no review', async () => {
    const id = await scribe(it, 'cough');
    const output = join(folder, `${id}.html`);
    expect(await run(['notes', 'export', id, '--output', output])).toMatchObject({ status: 0 });
    const html = readFileSync(output, 'utf8');
    expect(html).toContain('data-type="audio/wav"');
    expect(html).toContain('"template":"HISTORY_AND_PHYSICAL"');
    expect(left().filter((key) => key.endsWith('review.json'))).toEqual([]);
  });

  test.each([
    ['of another clinician', ['--clinician', 'somebody-else-1'], 'PB-AWS-004'],
    ['without a clinician id', ['--clinician', ''], 'PB-NOTES-009'],
    ['with a name in its place', ['--clinician', 'Dr. Kim'], 'PB-NOTES-009'],
  ])('a list %s is refused', async (_, options, code) => {
    const { status, stderr } = await run(['notes', 'list', ...options]);
    expect({ failed: status !== 0, stderr }).toEqual({ failed: true, stderr: expect.stringContaining(code) });
    expect(stderr).not.toContain('Dr. Kim');
  });

  test('a consultation that does not exist has no draft', async () => {
    const { status, stderr } = await run(['notes', 'sign', '6f9619ff-8b86-4d01-b42d-00cf4fc964ff'], NAME);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('PB-NOTES-013') });
  });

  test('a draft of another version is a named error', async () => {
    const id = await scribe(it, 'cough');
    account.standIn.s3.put(SCRIBING.patientBucket, `drafts/${CLINICIAN}/${id}/draft.json`, '{"version":2}');
    expect(await run(['notes', 'sign', id], NAME)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('PB-NOTES-014'),
    });
  });
});

test('the buckets of the stand-in are these', () =>
  expect([SIGNED, RECORDS]).toEqual(['signed-notes', 'purge-records']));

test('a row without HealthScribe is a named error', async () => {
  const argv = ['notes', 'list', '--clinician', CLINICIAN, '--app', tableAssembly(), '--deployment', 'sandbox'];
  expect(await runMain(argv)).toMatchObject({ status: 1, stderr: expect.stringContaining('PB-NOTES-008') });
});

describe('with a row whose clinicians work inside a VPC', () => {
  const assembly = scribingAssembly({ vpcOnly: true });

  test('an AWS STS that does not answer is told with the endpoints that the VPC needs', async () => {
    const nobody = { ...environmentOf('http://127.0.0.1:1'), PRIVATE_BEDROCK_CLINICIAN: CLINICIAN };
    const { status, stderr } = await runMainIn(nobody, ['notes', 'list', '--app', assembly]);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(
        /PB-AWS-006 sts:GetCallerIdentity failed[\s\S]*interface endpoints for sts and states/,
      ),
    });
  });
});
