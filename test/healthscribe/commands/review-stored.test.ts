import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { ReviewData, SavingAnswer, SigningAnswer } from '../../../cli/healthscribe/review/review-data';
import { SCRIBING } from '../../support/contracts/scribing-contracts';
import { environmentOf } from '../../support/run-main';
import { CLINICIAN, HUNG_UP, type Lost, scribingAccount } from '../../support/scribing/scribing-account';
import { SIGNED } from '../../support/scribing/scribing-stand-in';

const folder = mkdtempSync(join(tmpdir(), 'review-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Lines of `notes sign` about changes of the consultation `ear`. */
const CHANGES = `Changes to the draft, signed with it: 3.
  changed 3, HISTORY_OF_PRESENT_ILLNESS: No discharge.
    now: No discharge from the ear.
  removed 4, `;

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
    if (review.exitCode === null && review.signalCode === null) await once(review, 'exit');
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
  const data = async () => (await (await fetch(`${url}review`)).json()) as ReviewData;
  return {
    url,
    argv,
    child,
    data,
    look: (...sentences: string[]) => post('looked', { sentences }),
    edit: async (...edits: object[]) => {
      const { revision } = await data();
      return (await (await post('edits', { edits, revision })).json()) as SavingAnswer;
    },
    /** @param revision that the page has shown @default - the current one */
    sign: async (name: string, revision?: number) => {
      const shown = revision ?? (await data()).revision;
      return (await (await post('sign', { name, revision: shown })).json()) as SigningAnswer;
    },
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
    const said = [page.argv.join(' '), JSON.stringify(account.standIn.records)].join(' ');
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

describe('changes', () => {
  const it = scribingAccount();
  const { account, run } = it;
  const shorter = { kind: 'change', sentence: 's3', text: 'No discharge from the ear.' };
  const added = { kind: 'add', section: 'PLAN', text: 'Call if the fever rises.' };

  test('outlive a process that is killed; notes sign prints and signs them; the purge deletes them', async () => {
    const id = await scribe(it, 'ear');
    const page = await openReview(it, id);
    await page.look('s1', 's2');
    expect(await page.edit(shorter, { kind: 'remove', sentence: 's4' }, added)).toEqual({ saved: 1 });
    page.child.kill('SIGKILL');
    await once(page.child, 'exit');
    expect((await (await openReview(it, id)).data()).edits).toHaveLength(3);
    const output = join(folder, `${id}.json`);
    const { status, stderr } = await run(['notes', 'sign', id, '--output', output], 'kim\n');
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining(CHANGES) });
    const { note, changes } = JSON.parse(readFileSync(output, 'utf8'));
    expect(changes).toMatchObject([{ kind: 'changed' }, { kind: 'removed' }, { kind: 'added' }]);
    expect(JSON.stringify(note)).toContain(shorter.text);
    await account.ended();
    expect(account.standIn.left).toEqual([]);
  });

  test('of two sessions meet: the second is told, and nothing is replaced unseen', async () => {
    const id = await scribe(it, 'cough');
    const [one, other] = [await openReview(it, id), await openReview(it, id)];
    expect(await one.edit(shorter)).toEqual({ saved: 1 });
    expect(await other.edit(added)).toMatchObject({ other: { edits: [shorter] } });
    expect(await other.sign('kim', 0)).toMatchObject({ refused: 'other_session' });
    expect(await other.edit(shorter, added)).toHaveProperty('saved');
    expect((await (await openReview(it, id)).data()).edits).toEqual([shorter, added]);
  });

  test('after the purge are refused by name, and write nothing', async () => {
    const id = await scribe(it, 'cough');
    const page = await openReview(it, id);
    await run(['notes', 'purge', id, '--yes', '--every', '1']);
    expect(await page.edit(added)).toMatchObject({ failed: 'gone', message: expect.stringContaining('is purged') });
    expect(account.standIn.left).toEqual([]);
    page.child.kill('SIGINT');
    const [said, [status]] = await Promise.all([text(page.child.stderr), once(page.child, 'exit')]);
    expect({ said, status }).toEqual({ said: expect.stringContaining('PB-NOTES-022 The last changes'), status: 1 });
    expect(account.standIn.left).toEqual([]);
  });

  test.each([500, HUNG_UP])('are saved once whatever answer is lost (%s)', async (how) => {
    const id = await scribe(it, 'cough');
    const page = await openReview(it, id);
    const losses: Lost[] = [
      { what: 'answer', how },
      { what: 'request', how },
      { what: 'answer', how },
    ];
    account.lost = (call) => (call.startsWith('PUT drafts/') ? losses.shift() : undefined);
    const answer = await page.edit(added);
    expect(losses).toEqual([]);
    expect('saved' in answer || 'failed' in answer).toBe(true);
    expect(await page.edit(added, shorter)).toMatchObject({ saved: expect.any(Number) });
    expect((await (await openReview(it, id)).data()).edits).toEqual([added, shorter]);
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
      { consultation: id, state: 'kept' },
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
