import { App } from 'aws-cdk-lib';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { assertDeployments } from '../../domain/deployment/validate-deployments';
import { addRulePacks } from '../../lib/checks/rule-packs';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { PrivateBedrock } from '../../lib/private-bedrock';

// The app of `bin/app.ts` with copies of the sandbox row. The first argument is their number; only the first few are made.
const [rows = 1, made = 1] = process.argv.slice(2).map(Number);

const table: Readonly<Record<string, DeploymentConfig>> = Object.fromEntries(
  Array.from({ length: rows }, (_, at) => [
    `row${at}`,
    { ...DEPLOYMENTS.sandbox, network: { cidr: `10.${at}.0.0/24` } },
  ]),
);

const app = new App({ analyticsReporting: false, autoSynth: false, builtinCloudFormationValidation: false });
assertDeployments(table);
for (const [name, config] of Object.entries(table).slice(0, made)) new PrivateBedrock(app, name, config);
addRulePacks(app);
app.synth();
