import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { draftSha256 } from '../../../domain/clinical-note/draft';
import { signedKey } from '../../../domain/clinical-note/layout';
import { SCRIBING } from '../../support/contracts/scribing-contracts';
import { HUNG_UP, type Lost, scribingAccount } from '../../support/scribing/scribing-account';

const folder = mkdtempSync(join(tmpdir(), 'lost-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Every way in which a request of three attempts can lose an answer or itself: `at` are the attempts that it happens to. */
const LOSSES = [500, HUNG_UP].flatMap((how) =>
  (['answer', 'request'] as const).flatMap((what) => [[1], [1, 2, 3]].map((at) => ({ how, what, at }))),
);
const loss = ({ how, what, at }: (typeof LOSSES)[number], matches: (call: string) => boolean) => {
  let attempt = 0;
  return (call: string): Lost | undefined => {
    if (!matches(call)) return undefined;
    attempt += 1;
    return at.includes(attempt) ? { how, what } : undefined;
  };
};

describe('a signature', () => {
  const { account, run } = scribingAccount();
  const bucket = SCRIBING.patientBucket;

  async function reviewed(): Promise<string> {
    const audio = join(folder, 'a.wav');
    writeFileSync(audio, account.prepare('cough'));
    const { stdout } = await run(['scribe', audio, '--yes', '--every', '1', '--json']);
    const { consultation } = JSON.parse(stdout) as { readonly consultation: string };
    const { s3, keys } = account.standIn;
    const reviewer = `arn:aws:sts::111122223333:assumed-role/private-bedrock-test-us-east-1-clinician/${account.session}`;
    const sha256 = draftSha256(s3.bytes(SCRIBING.patientBucket, keys.draft));
    const review = { version: 1, draftSha256: sha256, reviewer, openedAt: new Date().toISOString(), looked: [] };
    s3.put(SCRIBING.patientBucket, keys.review, JSON.stringify(review));
    return consultation;
  }

  test.each(LOSSES)('is never lost with its answer: $what, $how, at attempts $at', async (one) => {
    const id = await reviewed();
    const output = join(folder, `${id}.json`);
    account.lost = loss(one, (call) => call.startsWith('PUT signed/'));
    const { status } = await run(['notes', 'sign', id, '--output', output], 'kim\n');
    const { s3 } = account.standIn;
    const key = signedKey(account.standIn.consultation);
    const isStored = account.standIn.told.includes('Signed') || s3.keys(bucket).includes(key);
    // Whatever was answered: a note that counts is on this machine, and a command that succeeds has signed.
    if (isStored) expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({ consultation: id });
    expect({ isStored, status }).toEqual(
      one.what === 'request' && one.at.length === 3 ? { isStored: false, status: 1 } : { isStored: true, status: 0 },
    );
    await account.finish();
    expect(account.standIn.told.at(-1)).toBe(isStored ? 'Signed' : 'Discarded');
    expect(existsSync(output)).toBe(true);
    expect(account.standIn.left).toEqual([]);
  });

  test('the note of another session is told from ours: our file goes, theirs counts', async () => {
    const id = await reviewed();
    const output = join(folder, `${id}.json`);
    account.lost = (call) => {
      if (call.startsWith('PUT signed/'))
        account.standIn.s3.put(bucket, signedKey(account.standIn.consultation), '{"of":"lee"}');
      return undefined;
    };
    const { status, stderr } = await run(['notes', 'sign', id, '--output', output], 'kim\n');
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('PB-NOTES-011') });
    expect(existsSync(output)).toBe(false);
    account.standIn.s3.remove(bucket, signedKey(account.standIn.consultation));
  });

  test('if the stored note cannot be read either, the file stays and the command says so', async () => {
    const id = await reviewed();
    const output = join(folder, `${id}.json`);
    let isBroken = false;
    account.lost = (call) => {
      isBroken ||= call.startsWith('PUT signed/');
      return isBroken ? { what: 'answer', how: 500 } : undefined;
    };
    const { status, stderr } = await run(['notes', 'sign', id, '--output', output], 'kim\n');
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('PB-NOTES-019') });
    expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({ consultation: id });
  });
});

describe('an upload', () => {
  const { account, run } = scribingAccount();

  test.each(LOSSES)('is never taken for failed when it is stored: $what, $how, at attempts $at', async (one) => {
    const audio = join(folder, 'b.wav');
    writeFileSync(audio, account.prepare('cough'));
    account.lost = loss(one, (call) => call.startsWith('PUT audio/'));
    const { status, stderr } = await run(['scribe', audio, '--yes', '--every', '1']);
    const isStored = !(one.what === 'request' && one.at.length === 3);
    expect({ status, stderr }).toEqual({
      status: isStored ? 0 : 1,
      stderr: expect.stringMatching(/^Consultation [0-9a-f-]{36}$/m),
    });
    expect(account.standIn.calls.filter((call) => call === 'check-audio')).toHaveLength(isStored ? 1 : 0);
  });
});
