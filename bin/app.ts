import { App } from 'aws-cdk-lib';
import { assertDeployments } from '../domain/deployment/validate-deployments';
import { DEPLOYMENTS } from '../lib/config/deployments';
import { selectDeployment } from '../lib/config/select-deployment';
import { PrivateBedrock } from '../lib/private-bedrock';

const app = new App({
  analyticsReporting: false,
  // By itself it would write an assembly at exit even of what a bad configuration left unmade.
  autoSynth: false,
  // Where each construct was made: a tenth of the start, for whoever looks for a mistake with `cdk synth --debug`.
  stackTraces: process.env.CDK_DEBUG === 'true',
  // It costs seconds; test/templates.test.ts runs it over every template instead.
  builtinCloudFormationValidation: false,
});
// cdk.json has the one that is taken without `-c deployment=<row>`.
const name = String(app.node.tryGetContext('deployment'));

async function main(): Promise<void> {
  assertDeployments(DEPLOYMENTS, new Date());
  new PrivateBedrock(app, name, selectDeployment(name, DEPLOYMENTS));
  // `cdk synth --no-validation` says so by this variable, to the CDK as to us.
  if (process.env.CDK_VALIDATION !== 'false') {
    const { addRulePacks } = await import('../lib/checks/rule-packs');
    addRulePacks(app);
  }
  app.synth();
}

/** Errors that a person can correct without a stack trace: the table of deployments, a finding, a policy too long. */
const MENDABLE = ['ConfigError', 'ValidationFailed', 'ValidationFailedWithErrors'];

main().catch((error: unknown) => {
  if (!(error instanceof Error && MENDABLE.includes(error.name))) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
