import childProcess from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type Draft, draftSha256 } from '../../domain/clinical-note/draft';
import type { Review } from '../../domain/clinical-note/signature';
import { rawOutputs } from '../../sandbox/consultations/raw-outputs';
import { recordingOf } from '../../sandbox/consultations/write-consultations';
import { LookedThrough } from '../support/looked-through';
import { MARK, marksIn } from '../support/markers';
import { runMain } from '../support/run-main';
import { consultation, marked, titled } from '../support/scribing/marked-consultation';
import { scribingAccount } from '../support/scribing/scribing-account';
import type { ScribingStandIn } from '../support/scribing/scribing-stand-in';

const looked = new LookedThrough();
// After all tests, in whatever order they ran: there was something to look through in each place.
afterAll(() => {
  process.stderr.write(`${looked}\n`);
  expect(looked.emptyOf(['output of commands', 'requests of commands', 'arguments of child processes'])).toEqual([]);
});

/** Looks through the arguments and the environment of all processes that were started since the last call. */
function lookThroughProcesses(spawned: jest.SpyInstance): void {
  looked.through('arguments of child processes', spawned.mock.calls);
  spawned.mockClear();
}

describe('commands on a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'notes-'));
    writeFileSync(join(folder, 'recording.wav'), titled(recordingOf(consultation('ear')).content));
    write(rawOutputs(marked(consultation('ear'))));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (outputs: object) => {
    for (const [name, json] of Object.entries(outputs))
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(json));
  };

  /** Runs a command, interrupted when it has printed a line, and looks through what it prints. */
  const looksThrough = async (
    argv: readonly string[],
    io: { readonly isTTY?: boolean; readonly env?: object } = {},
  ) => {
    let interrupt: () => void = () => undefined;
    const stdout = new Writable({
      write(chunk, _, done) {
        looked.through('output of commands', String(chunk));
        done();
        interrupt();
      },
    });
    const { status, stderr } = await runMain(['notes', ...argv], {
      ...{ stdout: Object.assign(stdout, { isTTY: io.isTTY }) as never },
      ...(io.env && { env: io.env as never }),
      onInterrupt: (stop) => {
        interrupt = stop;
      },
    });
    looked.through('output of commands', stderr.split('\n'));
    return status;
  };

  test('export and review print nothing of the consultation', async () => {
    const page = join(folder, 'page.html');
    expect(await looksThrough(['export', folder, '--output', page])).toBe(0);
    expect(marksIn(readFileSync(page, 'utf8'))).toEqual(['patient']);
    expect(await looksThrough(['review', folder, '--no-open'])).toBe(130);
  });

  test('review hands the name to no process', async () => {
    const spawned = jest.spyOn(childProcess, 'spawn');
    writeFileSync(join(folder, `${MARK.patient}.txt`), MARK.patient);
    expect(await looksThrough(['review', folder], { isTTY: true, env: { DISPLAY: ':0' } })).toBe(130);
    expect(spawned).toHaveBeenCalledTimes(1);
    lookThroughProcesses(spawned);
    spawned.mockRestore();
  });

  test.each([
    ['in the place of an object', { transcript: { Conversation: MARK.patient } }],
    ['as the only text', { summary: MARK.patient }],
    [
      'as a time',
      { transcript: { Conversation: { TranscriptSegments: [{ SegmentId: 'a', EndAudioTime: MARK.patient }] } } },
    ],
    [
      'as a link',
      { summary: { ClinicalDocumentation: { Sections: [{ SectionName: 'A', Summary: [MARK.patient] }] } } },
    ],
  ])('errors quote nothing of a file with it %s', async (_, outputs) => {
    write(outputs);
    for (const flags of [[], ['--json']]) {
      expect(await looksThrough(['export', folder, '--output', join(folder, 'page.html'), ...flags])).toBe(1);
    }
  });
});

describe('scribe on a deployment', () => {
  const { account, run: command } = scribingAccount();

  let folder: string;
  const spies: jest.SpyInstance[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'scribe-'));
    spies.push(...(['spawn', 'spawnSync', 'execFile'] as const).map((name) => jest.spyOn(childProcess, name)));
  });
  afterEach(() => {
    for (const spy of spies) lookThroughProcesses(spy);
    for (const spy of spies.splice(0)) spy.mockRestore();
    rmSync(folder, { recursive: true });
    looked.through('requests of commands', [account.calls, account.standIn.s3.requests]);
    looked.through('events', account.standIn.events);
  });

  /** Uploads a recording whose file, transcript and note have the name. */
  const scribe = (...options: readonly string[]) => {
    const audio = join(folder, `${MARK.patient}.wav`);
    writeFileSync(audio, titled(recordingOf(consultation('ear')).content));
    const { transcript, summary } = rawOutputs(marked(consultation('ear')));
    account.standIn.jobs.outputs = { transcript: JSON.stringify(transcript), summary: JSON.stringify(summary) };
    return command(['scribe', audio, '--yes', '--every', '1', ...options]);
  };

  /** Runs a command, and looks through all that it prints. Returns its exit code. */
  const looksThrough = async (argv: readonly string[], input?: string) => {
    const { status, stdout, stderr } = await command(['notes', ...argv], input);
    looked.through('output of commands', [...stdout.split('\n'), ...stderr.split('\n')]);
    return status;
  };

  test('prints the draft, and nothing of the consultation elsewhere', async () => {
    const { status, stdout, stderr } = await scribe();
    expect([status, marksIn(stdout)]).toEqual([0, ['patient']]);
    looked.through('output of commands', stderr.split('\n'));
  });

  test('notes list, sign and purge print ids and names of ends alone', async () => {
    await scribe();
    const { consultation: id } = account.standIn.consultation;
    const copy = join(folder, 'signed.json');
    for (const flags of [[], ['--json']]) expect(await looksThrough(['list', ...flags])).toBe(0);
    expect(await looksThrough(['sign', id, '--output', copy], 'kim\n')).toBe(1);
    expect(await looksThrough(['sign', id, '--output', copy], 'somebody\n')).toBe(1);
    review(account.standIn);
    expect(await looksThrough(['sign', id, '--output', copy], 'kim\n')).toBe(0);
    expect(marksIn(readFileSync(copy, 'utf8'))).toEqual(['patient']);
    await account.ended();
    expect(account.standIn.left).toEqual([]);
    for (const argv of [['list'], ['sign', id], ['purge', id, '--yes']]) await looksThrough(argv, 'kim\n');
  });

  test('notes purge prints that it is done', async () => {
    await scribe();
    const { consultation: id } = account.standIn.consultation;
    expect(await looksThrough(['purge', id])).toBe(1);
    expect(await looksThrough(['purge', id, '--yes', '--every', '1'])).toBe(0);
    for (const flags of [[], ['--json']]) expect(await looksThrough(['list', ...flags])).toBe(0);
  });
});

/** Stores the review of the draft, with everything doubtful looked at. */
function review({ s3, keys }: ScribingStandIn): void {
  const draft = s3.text('patients', keys.draft);
  const { evidence } = JSON.parse(draft) as Draft;
  const reviewed: Review = {
    ...{ version: 1, draftSha256: draftSha256(Buffer.from(draft)), openedAt: new Date().toISOString() },
    reviewer: 'arn:aws:sts::111122223333:assumed-role/private-bedrock-test-us-east-1-clinician/kim',
    looked: evidence.doubts.map(({ sentence }) => sentence),
  };
  s3.put('patients', keys.review, JSON.stringify(reviewed));
}
