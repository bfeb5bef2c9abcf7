import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withoutAws } from '../../sandbox/environment';
import { Processes } from '../../sandbox/process/processes';
import { pythonWithMoto } from '../../sandbox/stand-in/python';

const FOLDER = '.sandbox';
const env = withoutAws(process.env);
const run = (file: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(file, args, { env, encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
};

test('proofs/actions/more-actions.json is what the pinned packages say', async () => {
  const processes = new Processes(join(FOLDER, 'logs'));
  const { signal } = new AbortController();
  const python = await pythonWithMoto({ folder: FOLDER, processes, env, signal, onLine: () => undefined });
  const wheels = mkdtempSync(join(tmpdir(), 'wheels-'));
  const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes'];
  const downloaded = run(python, ...pip, '-r', 'tools/aws-actions.requirements.txt', '-d', wheels);
  expect(downloaded.output.includes('ERROR')).toBe(false);
  expect(run(process.execPath, 'tools/aws-actions.mjs', wheels, '--check')).toEqual({ status: 0, output: '' });
});
