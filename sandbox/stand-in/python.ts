import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../../domain/operator-error';
import type { Environment, Processes } from '../process/processes';

/** Minimum version of moto. */
const OLDEST = [3, 10] as const;

const REQUIREMENTS = 'sandbox/stand-in/requirements.txt';

/** Model for embeddings. It has no wheel for some machines. */
const EMBEDDING_REQUIREMENTS = 'sandbox/stand-in/embedding-requirements.txt';

export interface PythonOptions {
  /** Python that has moto. @default - one is set up in `folder` */
  readonly given?: string | undefined;
  /** Folder of the virtual environment. */
  readonly folder: string;
  readonly processes: Processes;
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly onLine: (line: string) => void;
}

/**
 * Returns the path of a Python that has moto. The first time, creates a virtual environment and installs the pinned
 * requirements.txt, and the model for embeddings if it has a wheel for this machine. Replaces an unfinished environment.
 *
 * @throws OperatorError if there is no Python, or pip fails
 */
export async function pythonWithMoto(options: PythonOptions): Promise<string> {
  const { given, folder, env } = options;
  if (given !== undefined) return checked(given, env);
  const requirements = [REQUIREMENTS, EMBEDDING_REQUIREMENTS].map((file) => readFileSync(file));
  const stamp = createHash('sha256').update(Buffer.concat(requirements)).digest('hex').slice(0, 12);
  const made = join(folder, `python-${stamp}`);
  const python = join(made, 'bin/python');
  const finished = join(made, 'finished');
  if (existsSync(finished) && existsSync(python)) return python;
  const base = findPython(env);
  rmSync(made, { recursive: true, force: true });
  await installed(options, base, ['-m', 'venv', made]);
  await installed(options, python, [...INSTALL, REQUIREMENTS]);
  await run(options, python, [...INSTALL, EMBEDDING_REQUIREMENTS]);
  writeFileSync(finished, '');
  return python;
}

const INSTALL = [
  ...['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input'],
  ...['--only-binary=:all:', '--require-hashes', '-r'],
] as const;

function checked(python: string, env: Environment): string {
  const { status, error } = spawnSync(python, ['-c', 'import moto.server'], { env, encoding: 'utf8' });
  if (status === 0) return python;
  throw new OperatorError(
    'PB-SANDBOX-012',
    `${python} ${error ? 'does not start' : 'has no moto server'}.`,
    `Install the version in ${REQUIREMENTS} there, or omit --python to set it up here.`,
  );
}

function findPython(env: Environment): string {
  for (const name of ['python3', 'python']) {
    const { status, stdout } = spawnSync(name, ['-c', 'import sys; print(*sys.version_info[:2])'], {
      env,
      encoding: 'utf8',
    });
    const [major = 0, minor = 0] = status === 0 ? stdout.split(' ').map(Number) : [];
    if (major === OLDEST[0] && minor >= OLDEST[1]) return name;
  }
  throw new OperatorError(
    'PB-SANDBOX-013',
    `The stand-in for AWS requires Python ${OLDEST.join('.')} or newer; PATH has none.`,
    'Install Python 3 with its venv module (Debian and Ubuntu: apt-get install python3-venv), or name a Python that has moto with --python.',
  );
}

const run = ({ processes, env, signal, onLine }: PythonOptions, file: string, args: readonly string[]) =>
  processes.run(file, args, { env, signal, onLine, name: 'python' });

async function installed(options: PythonOptions, file: string, args: readonly string[]) {
  const { code, tail } = await run(options, file, args);
  if (code === 0) return;
  throw new OperatorError(
    'PB-SANDBOX-014',
    `Cannot install moto: ${[file, ...args.slice(0, 3)].join(' ')} ended with ${code}.\n${tail.slice(-6).join('\n')}`,
    'Check that pip reaches its package index and that Python has its venv module (Debian and Ubuntu: python3-venv).',
  );
}
