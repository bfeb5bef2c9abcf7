import type { PreflightReport } from '../../../cli/preflight/preflight';
import { type MainRun as Run, runMainIn } from '../../support/run-main';
import { tableAssembly } from '../../support/table-assembly';

export type { Run };

/** Environment of a person whose only account is this one; no file of theirs and no instance role is looked at. */
export const environmentOf = (url: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  AWS_ENDPOINT_URL: url,
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'a-secret-key',
  AWS_SESSION_TOKEN: 'a-session-token',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_MAX_ATTEMPTS: '1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});

/** The command, without a terminal. */
export const run = (args: readonly string[], env: Readonly<Record<string, string>>): Promise<Run> =>
  runMainIn(env, ['preflight', '--app', tableAssembly(), ...args]);

export const reportOf = ({ stdout }: Run): PreflightReport => JSON.parse(stdout) as PreflightReport;
