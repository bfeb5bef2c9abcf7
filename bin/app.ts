import { App } from 'aws-cdk-lib';
import { addRulePacks } from '../lib/checks/rule-packs';
import { assertDeployments } from '../lib/config/check';
import { ConfigError } from '../lib/config/config-error';
import { DEFAULT_DEPLOYMENT, DEPLOYMENTS } from '../lib/config/deployments';
import { selectDeployment } from '../lib/config/select-deployment';
import { PrivateBedrock } from '../lib/stage';

const app = new App({
  analyticsReporting: false,
  // By itself it would write an assembly at exit even of what a bad configuration left unmade.
  autoSynth: false,
  // It costs seconds; test/templates.test.ts runs it over every template instead.
  builtinCloudFormationValidation: false,
});
const name = String(app.node.tryGetContext('deployment') ?? DEFAULT_DEPLOYMENT);

try {
  assertDeployments(DEPLOYMENTS, new Date());
  new PrivateBedrock(app, name, selectDeployment(name, DEPLOYMENTS));
  addRulePacks(app);
  app.synth();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
