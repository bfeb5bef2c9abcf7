import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../../cli/app/assembly-folder';
import type { AccountConfig } from '../../domain/account/account-config';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import type { Assembly } from '../../domain/template/assembly';
import { addRulePacks } from '../../lib/checks/rule-packs';
import { ACCOUNTS } from '../../lib/config/accounts';
import { PrivateBedrockAccount } from '../../lib/private-bedrock-account';
import { ACCOUNT } from '../model/physical-ids';
import { templatesOf } from '../model/templates';
import type { Subject } from '../proof';
import { appIn } from '../rows/subject-of-row';

/** Account deployment as a subject of the proofs. */
export interface AccountSubject extends Subject {
  readonly account: AccountConfig;
}

/** Returns every row of the table of accounts. Its name differs from that of every row of deployments. */
export const accountSubjects = (): readonly AccountSubject[] =>
  Object.entries(ACCOUNTS).map(([name, account]) => accountSubjectOfRow(`account-${name}`, account));

/**
 * Synthesizes one row in this process.
 *
 * @param options.checked with the rule packs
 * @throws Error that lists the findings of the rule packs
 */
export function accountSubjectOfRow(
  name: string,
  account: AccountConfig,
  { checked = false }: { readonly checked?: boolean } = {},
): AccountSubject {
  const outdir = mkdtempSync(join(tmpdir(), 'account-'));
  try {
    const app = appIn(outdir);
    new PrivateBedrockAccount(app, name, account);
    if (checked) addRulePacks(app);
    app.synth();
    return accountSubject(name, account, readAssembly(outdir, process.cwd()));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const accountSubject = (name: string, account: AccountConfig, assembly: Assembly): AccountSubject => ({
  ...{ name, account, config: configOf(account) },
  templates: templatesOf(assembly),
});

/** The properties that an account deployment shares with the rows of deployments, for the proofs that know only these. */
function configOf({ region, keepData, trustedPrincipals, auditors }: AccountConfig): DeploymentConfig {
  const shared: Partial<DeploymentConfig> = {
    ...{ region, keepData: keepData ?? false },
    trustedPrincipals: trustedPrincipals ?? { principals: [ACCOUNT] },
    ...(auditors && { personas: { auditor: { trustedPrincipals: auditors } } }),
  };
  // It has no model and no network: whoever asks for one fails.
  return shared as DeploymentConfig;
}
