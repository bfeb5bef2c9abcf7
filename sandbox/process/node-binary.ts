import { spawnSync } from 'node:child_process';
import { OperatorError } from '../../domain/operator-error';
import { npxProgram } from './npx-program';

/**
 * Returns the path of a Node of this major version, from the npm package `node`. npx downloads it once and keeps it.
 *
 * @param env settings of npx, such as its registry and cache
 * @throws OperatorError if npx cannot download it
 */
export function nodeBinary(major: number, env: Readonly<Record<string, string | undefined>>): string {
  const known = binaries.get(major);
  if (known) return known;
  const [program, ...script] = npxProgram(env);
  const { status, stdout, stderr, error } = spawnSync(
    program,
    [...script, '--yes', `node@${major}`, '--print', 'process.execPath'],
    {
      encoding: 'utf8',
      // The package has an install script: it must not see credentials.
      env: Object.fromEntries(Object.entries(env).filter(([name]) => PASSED_ON.test(name))),
    },
  );
  if (status !== 0) {
    throw new OperatorError(
      'PB-SANDBOX-010',
      `Cannot download Node ${major}: ${error?.message ?? stderr.trim().split('\n').at(-1)}`,
      `Run \`npx --yes node@${major} --version\`: it must reach the npm registry once.`,
    );
  }
  const path = stdout.trim();
  binaries.set(major, path);
  return path;
}

/** Variables that npx needs to find its registry and its cache. */
const PASSED_ON =
  /^(PATH|HOME|USERPROFILE|APPDATA|LOCALAPPDATA|SYSTEMROOT|TEMP|TMP|TMPDIR|npm_config_.*|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/i;

const binaries = new Map<number, string>();
