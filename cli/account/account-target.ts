import { type Command, Option } from 'commander';
import { AccountNames } from '../../domain/account/account-names';
import type { AccountRecord } from '../../domain/account/account-record';
import { OperatorError } from '../../domain/operator-error';
import { hasAssembly, readAccounts } from '../app/assembly-folder';
import { AccountCommands } from '../app/deployment-commands';
import { APP_OPTION } from '../app/deployments';
import { readCdkJson, runApp } from '../app/run-app';
import { usageError } from '../command';
import type { Io } from '../io';

export interface AccountFlags {
  readonly app?: string;
  readonly row?: string;
}

export const withAccountOptions = (program: Command): Command =>
  program
    .addOption(new Option('--row <name>', 'the account deployment (default: that of cdk.out, or the only one)'))
    .addOption(APP_OPTION)
    .option('--json', 'print the result as JSON');

/** Account deployment that a command is about. */
export interface AccountTarget {
  readonly record: AccountRecord;
  readonly names: AccountNames;
  /** Command lines for messages. */
  readonly commands: AccountCommands;
}

/**
 * Returns the account deployment as it was synthesized last, which is how it was deployed. With the name of a row that the
 * last synthesis does not have, runs the app.
 *
 * @throws OperatorError
 */
export function accountTarget(flags: AccountFlags, io: Pick<Io, 'cwd' | 'env'>): AccountTarget {
  const record = chooseAccount(accountsIn(flags, io), flags.row);
  return {
    record,
    names: new AccountNames(record.config.region),
    commands: new AccountCommands(record, flags.app),
  };
}

function accountsIn({ app, row }: AccountFlags, io: Pick<Io, 'cwd' | 'env'>): readonly AccountRecord[] {
  const { output = 'cdk.out' } = readCdkJson(io.cwd) ?? {};
  if (app !== undefined) return readAccounts(app, io.cwd);
  const last = hasAssembly(output, io.cwd) ? readAccounts(output, io.cwd) : [];
  const isThere = row === undefined ? last.length > 0 : last.some(({ name }) => name === row);
  return isThere || row === undefined ? last : runApp({ account: row }, io).accounts;
}

function chooseAccount(accounts: readonly AccountRecord[], row: string | undefined): AccountRecord {
  const [only, ...others] = row === undefined ? accounts : accounts.filter(({ name }) => name === row);
  if (only && others.length === 0) return only;
  const rows = accounts.map(({ name }) => name).join(', ');
  if (accounts.length === 0) {
    throw new OperatorError(
      'PB-ACCOUNT-002',
      'The cloud assembly has no account deployment.',
      'Name a row of lib/config/accounts.ts with --row, or add the construct PrivateBedrockAccount to your app and synthesize.',
    );
  }
  if (!only)
    throw usageError('PB-ACCOUNT-003', `The assembly has no account deployment ${row}.`, `Use one of: ${rows}.`);
  throw usageError(
    'PB-ACCOUNT-004',
    'The assembly has several account deployments.',
    `Add --row with one of: ${rows}, or name an assembly with one of them by --app.`,
  );
}
