import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ReviewData, SigningAnswer } from '../../../cli/healthscribe/review/review-data';
import { SCRIBING } from '../../support/contracts/scribing-contracts';
import { environmentOf } from '../../support/run-main';
import { RECORDS } from '../../support/scribing/function-steps';
import { CLINICIAN, scribingAccount } from '../../support/scribing/scribing-account';
import { SIGNED } from '../../support/scribing/scribing-stand-in';

const folder = mkdtempSync(join(tmpdir(), 'review-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Scribing = ReturnType<typeof scribingAccount>;

async function scribe({ account, run }: Scribing, name: string): Promise<string> {
  const audio = join(folder, `${name}.wav`);
  writeFileSync(audio, account.prepare(name));
  const { stdout } = await run(['scribe', audio, '--yes', '--every', '1', '--json']);
  return (JSON.parse(stdout) as { readonly consultation: string }).consultation;
}

const reviews: ChildProcess[] = [];
afterEach(async () => {
  for (const review of reviews.splice(0)) {
    review.kill('SIGINT');
    if (review.exitCode === null) await once(review, 'exit');
  }
});

/** Starts `notes review` as the built program, and speaks to its server as the page does. */
async function openReview({ account, assembly }: Scribing, id: string, ...options: readonly string[]) {
  const argv = ['build/bin/private-bedrock.js', 'notes', 'review', id, '--no-open', '--app', assembly, ...options];
  const env = { ...environmentOf(account.url), PRIVATE_BEDROCK_CLINICIAN: CLINICIAN, TMPDIR: folder };
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  reviews.push(child);
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const { origin } = new URL(url);
  const post = (path: string, body: unknown) =>
    fetch(url + path, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return {
    url,
    argv,
    child,
    data: async () => (await (await fetch(`${url}review`)).json()) as ReviewData,
    look: (...sentences: string[]) => post('looked', { sentences }),
    edit: (...edits: object[]) => post('edits', { edits }),
    sign: async (name: string) => (await (await post('sign', { name })).json()) as SigningAnswer,
  };
}

describe('with a row that keeps no signed notes', () => {
  const it = scribingAccount();
  const { account, run } = it;

  test('a draft is reviewed, changed and signed; the copy stays here, and everything else is purged', async () => {
    const id = await scribe(it, 'ear');
    const output = join(folder, `${id}.json`);
    const page = await openReview(it, id, '--output', output);
    const { signing, sections, segments } = await page.data();
    expect(signing).toMatchObject({ signer: 'kim', after: 'copied' });
    expect(sections.map(({ name, sentences }) => `${name} ${sentences.length}`)).toContain('PAST_MEDICAL_HISTORY 0');
    expect(await page.sign('kim')).toMatchObject({ refused: 'doubts_not_opened' });
    await page.look('s1', 's2');
    await page.edit({ kind: 'add', section: 'PAST_MEDICAL_HISTORY', text: 'No earlier infection of the ear.' });
    const before = account.standIn.left;
    expect(await page.sign('kim')).toMatchObject({ signature: { signer: expect.stringContaining('/kim') } });
    await account.ended();
    expect(before.map((key) => key.split('/')[0]?.replace(/-[0-9a-f]+/, ''))).toEqual(
      expect.arrayContaining(['audio', 'drafts', 'scribe']),
    );
    expect(account.standIn.left).toEqual([]);
    expect(account.standIn.told).toEqual(['NEEDS_REVIEW', 'Signed']);
    expect(statSync(output).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({
      consultation: id,
      changes: [{ kind: 'added', section: 'PAST_MEDICAL_HISTORY', sentence: 'a1' }],
    });
    expect(account.standIn.records).toMatchObject([
      { consultation: id, outcome: 'Signed', jobRecord: 'deleted', deleted: { audio: 1, signed: 1 } },
    ]);
    // Twice, and after the purge.
    expect(await page.sign('kim')).toMatchObject({ refused: 'already_signed' });
    expect(await run(['notes', 'sign', id, '--output', join(folder, 'again.json')], 'kim\n')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('PB-NOTES-012'),
    });
    expect(existsSync(join(folder, 'again.json'))).toBe(false);
    // No text of the consultation in arguments, temporary files or the record.
    const said = [page.argv.join(' '), account.standIn.s3.text(RECORDS, `purges/${id}.json`)].join(' ');
    for (const { text } of segments) expect(said).not.toContain(text);
    expect(readdirSync(folder).filter((name) => !/\.(wav|json)$/.test(name))).toEqual([]);
  });

  test('without a file for the note, or after the purge, nothing is signed and nothing stays', async () => {
    const id = await scribe(it, 'cough');
    const output = join(folder, `${id}.json`);
    const none = await openReview(it, id);
    expect(await none.sign('kim')).toMatchObject({ refused: 'PB-NOTES-010' });
    const page = await openReview(it, id, '--output', output);
    await run(['notes', 'purge', id, '--yes', '--every', '1']);
    expect(await page.sign('kim')).toMatchObject({ refused: 'PB-NOTES-012' });
    expect(existsSync(output)).toBe(false);
    expect(account.standIn.left.filter((key) => key.startsWith('signed/'))).toEqual([]);
  });

  test('another person has to review before signing', async () => {
    const id = await scribe(it, 'cough');
    await openReview(it, id, '--output', join(folder, 'x.json'));
    account.session = 'lee';
    const { stderr } = await run(['notes', 'sign', id, '--output', join(folder, 'lee.json')], 'lee\n');
    expect(stderr).toContain('PB-NOTES-016 Not signed: other_reviewer.');
    account.session = 'kim';
    expect(await run(['notes', 'sign', id, '--output', join(folder, 'kim.json')], 'kim\n')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Signed by arn:aws:sts::.*\/kim, /),
    });
    await account.ended();
    expect(account.standIn.left).toEqual([]);
  });

  test('a call that ends the wait and is lost does not undo the signature', async () => {
    const id = await scribe(it, 'cough');
    const page = await openReview(it, id, '--output', join(folder, `${id}.json`));
    account.refusals = ['TaskTimedOut'];
    expect(await page.sign('kim')).toHaveProperty('signature');
    await account.finish();
    expect(account.standIn.told).toEqual(['READY', 'Signed']);
  });
});

describe('with a row that keeps signed notes', () => {
  const it = scribingAccount({ keepSignedNotes: true });
  const { account, run } = it;

  test('the signed note is kept, once, and listed', async () => {
    const id = await scribe(it, 'cough');
    const page = await openReview(it, id);
    expect((await page.data()).signing).toMatchObject({ after: 'kept' });
    expect(await page.sign('kim')).toHaveProperty('signature');
    await account.ended();
    expect(account.standIn.s3.keys(SIGNED)).toEqual([`signed/${CLINICIAN}/${id}.json`]);
    expect(account.standIn.s3.keys(SCRIBING.patientBucket)).toEqual([]);
    expect(JSON.parse((await run(['notes', 'list', '--json'])).stdout)).toMatchObject([
      { consultation: id, state: 'signed' },
    ]);
  });

  test('two reviews that sign at the same time count once', async () => {
    const id = await scribe(it, 'cough');
    const [one, other] = [await openReview(it, id), await openReview(it, id)];
    account.refusals = ['ThrottlingException', 'ThrottlingException', 'ThrottlingException', 'ThrottlingException'];
    expect(await one.sign('kim')).toHaveProperty('signature');
    expect(await other.sign('kim')).toMatchObject({ refused: 'PB-NOTES-011' });
  });
});
