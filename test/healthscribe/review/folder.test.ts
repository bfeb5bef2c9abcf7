import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFolder } from '../../../cli/healthscribe/consultation/consultation-folder';
import { removeReviewFolders, reviewFolder } from '../../support/review-folder';
import { runMain } from '../../support/run-main';

afterAll(removeReviewFolders);

const cutIn = (folder: string, name: string) => {
  const content = readFileSync(join(folder, name), 'utf8');
  writeFileSync(join(folder, name), content.slice(0, content.length / 2));
};

describe('a folder that cannot be reviewed is a named error, without a word of the consultation', () => {
  test.each<[string, string, (folder: string) => void]>([
    ['no transcript', 'PB-NOTES-001', (folder) => rmSync(join(folder, 'transcript.json'))],
    ['no summary', 'PB-NOTES-001', (folder) => rmSync(join(folder, 'summary.json'))],
    ['two recordings', 'PB-NOTES-002', (folder) => writeFileSync(join(folder, 'other.mp3'), '')],
    ['half a transcript', 'PB-NOTES-003', (folder) => cutIn(folder, 'transcript.json')],
    ['half a summary', 'PB-NOTES-003', (folder) => cutIn(folder, 'summary.json')],
    [
      'a summary in place of the transcript',
      'PB-NOTES-003',
      (folder) => writeFileSync(join(folder, 'transcript.json'), readFileSync(join(folder, 'summary.json'))),
    ],
  ])('%s', async (_, code, spoil) => {
    const folder = reviewFolder('cough');
    spoil(folder);
    const { status, stdout, stderr } = await runMain([
      'notes',
      'export',
      folder,
      '--output',
      join(folder, 'page.html'),
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain(code);
    expect(stdout + stderr).not.toMatch(/asthma|wheeze|SummarizedSegment":/i);
    expect(readdirSync(folder)).not.toContain('page.html');
  });

  test('nothing of that name', async () => {
    const { status, stderr } = await runMain(['notes', 'export', 'no-such-folder', '--output', 'x.html']);
    expect({ status, code: stderr.slice(0, 12) }).toEqual({ status: 2, code: 'PB-NOTES-005' });
  });
});

test('without a recording, the length is that of the transcript', async () => {
  const folder = reviewFolder('cough');
  const whole = await openFolder(folder);
  rmSync(join(folder, 'recording.wav'));
  const { recording, draft } = await openFolder(folder);
  expect(recording).toBeUndefined();
  expect(draft.audio.seconds).toBeLessThanOrEqual(whole.draft.audio.seconds);
  expect(draft.evidence.doubts).toEqual([]);
});

test('the draft of a folder is the same each time, so that a review stays valid', async () => {
  const folder = reviewFolder('ear');
  expect((await openFolder(folder)).sha256).toBe((await openFolder(folder)).sha256);
});

describe('notes export', () => {
  test('writes one file that only its owner reads, and replaces none', async () => {
    const folder = reviewFolder('cough');
    const output = join(folder, 'page.html');
    expect(await runMain(['notes', 'export', folder, '--output', output])).toMatchObject({
      status: 0,
      stdout: `${output}\n`,
    });
    expect(statSync(output).mode & 0o777).toBe(0o600);
    expect(readFileSync(output, 'utf8')).toContain('data-type="audio/wav"');
    const again = await runMain(['notes', 'export', folder, '--output', output]);
    expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining('PB-NOTES-007') });
    // An export is no review.
    expect(readdirSync(folder).sort()).toEqual(['page.html', 'recording.wav', 'summary.json', 'transcript.json']);
  });

  test('refuses a recording that is too large for a file, and writes nothing', async () => {
    const folder = reviewFolder('cough');
    truncateSync(join(folder, 'recording.wav'), 300 * 1024 * 1024);
    const { status, stderr } = await runMain(['notes', 'export', folder, '--output', join(folder, 'page.html')]);
    expect({ status, code: stderr.slice(0, 12) }).toEqual({ status: 1, code: 'PB-NOTES-006' });
    expect(readdirSync(folder)).not.toContain('page.html');
  });

  test('leaves the recording out if it is told to', async () => {
    const folder = reviewFolder('cough');
    const output = join(folder, 'page.html');
    await runMain(['notes', 'export', folder, '--output', output, '--no-recording', '--language', 'ko']);
    const html = readFileSync(output, 'utf8');
    expect(html).not.toContain('id="recording"');
    expect(html).toContain('"language":"ko"');
  });
});

test.each([
  [['notes'], 'PB-USAGE-005', 'Use one of: '],
  [['notes', 'reveiw'], 'PB-USAGE-005', 'Did you mean `private-bedrock notes review`?'],
  [['notes', 'export', 'x'], 'PB-USAGE-003', '--help'],
])('%j is wrong usage', async (argv, code, remedy) => {
  const { status, stderr } = await runMain(argv);
  expect(status).toBe(2);
  expect(stderr).toContain(code);
  expect(stderr).toContain(remedy);
});
