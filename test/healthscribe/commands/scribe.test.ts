import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONSULTATION_ID } from '../../../domain/clinical-note/layout';
import { readConsultations, recordingOf } from '../../../sandbox/consultations/write-consultations';
import { wav } from '../../support/audio-files';
import { SCRIBING } from '../../support/contracts/scribing-contracts';
import { scribingAccount } from '../../support/scribing/scribing-account';

const PATIENT = 'Jane-Doe-1970-01-01';
const folder = mkdtempSync(join(tmpdir(), 'scribe-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: Buffer | string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const recording = (name: string) => {
  const consultation = readConsultations().find((one) => one.name === name);
  return consultation ? recordingOf(consultation).content : Buffer.alloc(0);
};

describe('with a price', () => {
  const { account, run } = scribingAccount({ pricePerMinute: 0.1, template: 'DAP' });

  test('says length and price, uploads under a random id, and prints the draft with numbered evidence', async () => {
    const audio = file(`${PATIENT}.wav`, account.prepare('cough'));
    const { status, stdout, stderr } = await run([
      'scribe',
      audio,
      '--template',
      'HISTORY_AND_PHYSICAL',
      '--yes',
      '--every',
      '1',
    ]);
    expect({ status }).toEqual({ status: 0 });
    expect(stderr).toContain(
      'Recording: 1 min 0 s, 1 channel, 16 kHz.\nNote: HISTORY_AND_PHYSICAL, up to 2 speakers.\nPrice: 0.10 USD, at 0.1 USD a minute',
    );
    expect(stderr).toContain('upload the recording');
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^DRAFT of consultation [0-9a-f-]{36}: HISTORY_AND_PHYSICAL, 0:59 of audio$/);
    expect(lines).toContain('  1. Cough for three weeks. [1]');
    expect(stdout).toContain('  [1] 0:07 PATIENT_0: I have had a cough for about three weeks.');
    expect(stdout).toContain('Left out of the note: 7 of 17 passages, and 1 silences.');
    expect(stdout).toContain('npm run notes -- review ');
    // The name of the file is nowhere.
    const stored = account.standIn.s3.keys(SCRIBING.patientBucket);
    expect([...account.calls, ...stored, ...account.standIn.s3.requests, stdout].join(' ')).not.toContain(PATIENT);
    expect(account.calls.filter((call) => call.startsWith('PUT'))).toEqual([
      expect.stringMatching(/^PUT audio\/c0ffee-0042\/[0-9a-f-]{36}\.wav$/),
    ]);
    expect(CONSULTATION_ID.test(account.standIn.consultation.consultation)).toBe(true);
  });

  test('a dry run sends nothing, not even a list', async () => {
    const { status, stdout } = await run(['scribe', file('a.wav', wav({ seconds: 90 })), '--dry-run']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'Nothing was sent: this is a dry run.\n' });
    expect(account.calls).toEqual([]);
  });

  test('asks first', async () => {
    const { status, stderr } = await run(['scribe', file('a.wav', wav({ seconds: 1 }))]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('PB-SCRIBE-003') });
    expect(account.calls).toEqual([]);
  });

  test('a failed job is told by its name', async () => {
    account.standIn.jobs.ending = 'FAILED';
    const { status, stderr } = await run(['scribe', file('a.wav', wav({ seconds: 1 })), '--yes', '--every', '1']);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringContaining('PB-SCRIBE-005 The workflow ends JobFailed.'),
    });
    expect(account.standIn.left).toEqual([]);
  });

  test('--no-wait prints the id', async () => {
    account.prepare('cough');
    const { stdout } = await run(['scribe', file('a.wav', recording('cough')), '--yes', '--no-wait']);
    expect(CONSULTATION_ID.test(stdout.trim())).toBe(true);
  });
});

describe('without a price', () => {
  const { account, run } = scribingAccount();

  test('the price is unknown, and never a guess', async () => {
    const { stderr } = await run(['scribe', file('a.wav', wav({ seconds: 1 })), '--dry-run']);
    expect(stderr).toContain('Price: unknown; set healthScribe.pricePerMinute of the row from your bill.');
  });

  test.each([
    ['an MP3 that is named WAV', 'a.wav', Buffer.from('ID3\x04\x00\x00\x00\x00\x00\x00'), [], 'NotAudio'],
    ['8 kHz', 'a.wav', wav({ seconds: 1, sampleRate: 8_000 }), [], 'LowSampleRate'],
    ['91 minutes', 'a.wav', wav({ seconds: 91 * 60 }), [], 'TooLong'],
    ['a tenth of a second', 'a.wav', wav({ seconds: 0.1 }), [], 'TooShort'],
    ['one channel with roles', 'a.wav', wav({ seconds: 1 }), ['--channels', 'clinician,patient'], 'WrongChannels'],
    ['no bytes', 'a.wav', Buffer.alloc(0), [], 'Empty'],
    ['a zip', 'a.wav', Buffer.from('PK\x03\x04 not audio at all'), [], 'NotAudio'],
    ['WAV that is named MP3', 'a.mp3', wav({ seconds: 1 }), [], 'OtherFormat'],
    ['a text', 'a.txt', 'hello', [], 'NotAudio'],
  ])('%s is rejected by name before anything is sent', async (_, name, content, options, reason) => {
    const { status, stderr, stdout } = await run(['scribe', file(name, content), ...options, '--yes']);
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining(`PB-SCRIBE-002 The recording is rejected: ${reason}. Nothing was sent.`),
    });
    expect(account.calls).toEqual([]);
  });

  test.each([
    [['--speakers', '31'], 'PB-SCRIBE-001'],
    [['--speakers', '1'], 'PB-USAGE-002'],
    [['--speakers', '2', '--channels', 'clinician,patient'], 'PB-USAGE-003'],
    [['--template', 'SOAP'], 'PB-USAGE-003'],
  ])('%j is wrong usage', async (options, code) => {
    const { status, stderr } = await run(['scribe', file('a.wav', wav({ seconds: 1 })), ...options]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(code) });
  });
});
