import { App } from 'aws-cdk-lib';
import { escapeControls } from '../cli/terminal/escape-controls';
import { assertAccounts } from '../domain/account/validate-account';
import { assertDeployments } from '../domain/deployment/validate-deployments';
import { OperatorError } from '../domain/operator-error';
import { assertOrganizations } from '../domain/organization/validate-organization';
import { addModelNotices } from '../lib/checks/model-notices';
import { ACCOUNTS } from '../lib/config/accounts';
import { DEPLOYMENTS } from '../lib/config/deployments';
import { ORGANIZATIONS } from '../lib/config/organizations';
import { selectAccount, selectDeployment, selectOrganization } from '../lib/config/select-deployment';
import { PrivateBedrock } from '../lib/private-bedrock';
import { PrivateBedrockAccount } from '../lib/private-bedrock-account';
import { PrivateBedrockOrganization } from '../lib/private-bedrock-organization';

const app = new App({
  analyticsReporting: false,
  // Otherwise the CDK writes an assembly at exit even after a configuration error.
  autoSynth: false,
  // Stack traces of constructs take a tenth of the start-up time. `cdk synth --debug` sets the variable.
  stackTraces: process.env.CDK_DEBUG === 'true',
  // The built-in validation takes seconds. test/templates.test.ts runs it over every template instead.
  builtinCloudFormationValidation: false,
});
// cdk.json has the default of `-c deployment=<row>`.
const name = String(app.node.tryGetContext('deployment'));
// `-c account=<row>` selects an account deployment in place of it.
const account: unknown = app.node.tryGetContext('account');
// `-c organization=<row>` selects an organization deployment.
const organization: unknown = app.node.tryGetContext('organization');

async function main(): Promise<void> {
  const today = new Date();
  assertDeployments(DEPLOYMENTS, today);
  assertAccounts(ACCOUNTS);
  assertOrganizations(ORGANIZATIONS);
  if (organization !== undefined) addOrganization(String(organization));
  else if (account === undefined) addDeployment(today.toISOString().slice(0, 10));
  else new PrivateBedrockAccount(app, String(account), selectAccount(String(account), ACCOUNTS));
  // Set by `cdk synth --no-validation`.
  if (process.env.CDK_VALIDATION !== 'false') {
    const { addRulePacks } = await import('../lib/checks/rule-packs');
    addRulePacks(app);
  }
  app.synth();
}

/** @param today ISO day */
function addDeployment(today: string): void {
  const row = selectDeployment(name, DEPLOYMENTS);
  addModelNotices(new PrivateBedrock(app, name, row), name, row, today);
}

const addOrganization = (row: string) =>
  new PrivateBedrockOrganization(app, row, selectOrganization(row, ORGANIZATIONS));

/** Errors of the CDK for findings of the rule packs. They list the findings, so that a stack trace adds nothing. */
const FINDINGS = ['ValidationFailed', 'ValidationFailedWithErrors'];

main().catch((error: unknown) => {
  const say = (text: string) => console.error(escapeControls(text, process.stderr));
  if (error instanceof OperatorError) say(`${error.code} ${error.message}\n${error.remedy}`);
  else if (error instanceof Error && FINDINGS.includes(error.name)) say(error.message);
  else throw error;
  process.exitCode = 1;
});
