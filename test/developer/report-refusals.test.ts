import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { runMain } from '../support/run-main';
import { COLUMNS, DAY, failure, folder, written } from './report-run';
import { csv, syntheticYear, writeReports } from './synthetic-year';

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const YEAR = writeReports(join(folder, 'year'), syntheticYear().slice(0, 5));

/** A terminal of 80 columns. */
class Terminal extends Writable {
  text = '';
  readonly isTTY = true;
  readonly columns = 80;

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

describe('hostile text', () => {
  const ESCAPE = '\u001b]0;title\u0007';
  test('is not shown raw on a terminal, neither of users nor of columns', async () => {
    const hostile = csv(
      [...COLUMNS, `Evil${ESCAPE}`],
      [
        { ...DAY, UserId: `al${ESCAPE}ice`, [`Evil${ESCAPE}`]: 1 },
        { ...DAY, Date: '01-02-2026', UserId: `bob${ESCAPE}` },
      ],
    );
    const terminal = new Terminal();
    await runMain(['developer', 'report', written(hostile), '--names'], { stdout: terminal });
    expect(terminal.text).toContain('bob');
    expect(terminal.text).not.toContain('\u001b]');
    expect(terminal.text).not.toContain('\u0007');
  });
});

describe('bad arguments', () => {
  test('a path that does not exist', async () => {
    expect(await failure(join(folder, 'nowhere'))).toMatchObject({ status: 1, code: 'PB-USAGE-004' });
  });

  test('a folder without a report', async () => {
    expect(await failure('docs')).toMatchObject({ status: 2, code: 'PB-REPORT-002' });
  });

  test('s3:// without a bucket', async () => {
    expect(await failure('s3://')).toMatchObject({ status: 2, code: 'PB-REPORT-001' });
  });

  test('a key that is too short', async () => {
    expect(await failure(YEAR, '--key', written('short', 'key'))).toMatchObject({ status: 2, code: 'PB-REPORT-003' });
  });

  test.each([
    ['no header of a report', 'alice,blue\nbob,red\n', 'no-report'],
    ['nothing', '', 'empty-file'],
    ['a header only', `${COLUMNS.join(',')}\n`, 'No line of'],
    ['a column twice', `${[...COLUMNS, 'date'].join(',')}\n`, 'repeated-column'],
    [
      'thousands of columns',
      `${[...COLUMNS, ...Array.from({ length: 1000 }, (_, at) => `c${at}`)].join(',')}\n`,
      'too-many-columns',
    ],
  ])('a file with %s', async (_, content, text) => {
    const { code, stderr } = await failure(written(content));
    expect(code).toBe('PB-REPORT-004');
    expect(stderr).toContain(text);
    expect(stderr).not.toMatch(/alice|bob/);
  });
});
