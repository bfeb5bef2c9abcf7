import { OperatorError } from '../operator-error';
import type { AccountConfig } from './account-config';

/** File in a cloud assembly that tells commands which account deployments its stacks belong to. */
export const ACCOUNTS_FILE = 'private-bedrock-accounts.json';

/** Raised by every change that an older reader would misunderstand. */
const FORMAT = 1;

/** Account deployment of a cloud assembly, as its construct wrote it down. */
export interface AccountRecord {
  /** Name of the row. */
  readonly name: string;
  /** Path of the construct in its app: the id of its stack begins with it. */
  readonly path: string;
  readonly config: AccountConfig;
}

export const formatAccounts = (accounts: readonly AccountRecord[]): string =>
  `${JSON.stringify({ format: FORMAT, accounts }, null, 2)}\n`;

/** @param file name of the file, for messages @throws OperatorError for a format that this version does not know */
export function parseAccounts(text: string, file: string): readonly AccountRecord[] {
  const { format, accounts } = recordsIn(text);
  if (format === FORMAT && Array.isArray(accounts) && accounts.every(isRecord)) return accounts;
  throw new OperatorError(
    'PB-ACCOUNT-001',
    `${file} has format ${JSON.stringify(format) ?? 'unknown'}, and this version reads accounts of format ${FORMAT}.`,
    'Synthesize again with the same version of private-bedrock that runs the command.',
  );
}

interface Records {
  readonly format?: unknown;
  readonly accounts?: readonly AccountRecord[];
}

function recordsIn(text: string): Records {
  try {
    return (JSON.parse(text) as Records | null) ?? {};
  } catch {
    return {};
  }
}

const isRecord = ({ name, path, config }: Partial<AccountRecord>): boolean =>
  typeof name === 'string' && typeof path === 'string' && typeof config?.region === 'string';
