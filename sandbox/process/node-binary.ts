import { spawnSync } from 'node:child_process';
import { OperatorError } from '../../domain/operator-error';

/**
 * Path of the newest Node of a major version, from the npm package `node`, which npx fetches once and keeps; `env` is where it looks for its own settings.
 *
 * @throws OperatorError if npx cannot fetch it
 */
export function nodeBinary(major: number, env: Readonly<Record<string, string | undefined>>): string {
  const known = binaries.get(major);
  if (known) return known;
  const { status, stdout, stderr, error } = spawnSync(
    'npx',
    ['--yes', `node@${major}`, '--print', 'process.execPath'],
    {
      encoding: 'utf8',
      // The package runs a script of its own when it is installed: not within reach of anybody's credentials.
      env: Object.fromEntries(Object.entries(env).filter(([name]) => PASSED_ON.test(name))),
    },
  );
  if (status !== 0) {
    throw new OperatorError(
      'PB-SANDBOX-010',
      `Node ${major} could not be fetched: ${error?.message ?? stderr.trim().split('\n').at(-1)}`,
      `Look whether \`npx --yes node@${major} --version\` works: it needs the npm registry once.`,
    );
  }
  const path = stdout.trim();
  binaries.set(major, path);
  return path;
}

/** What npx needs to find its registry and its cache. */
const PASSED_ON =
  /^(PATH|HOME|USERPROFILE|APPDATA|LOCALAPPDATA|SYSTEMROOT|TEMP|TMP|TMPDIR|npm_config_.*|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/i;

const binaries = new Map<number, string>();
