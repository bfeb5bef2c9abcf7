import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { PrivateBedrock } from '../../lib/private-bedrock';
import { deployment } from '../support/synth';

type Context = Readonly<Record<string, unknown>>;

/** Feature flags that `cdk init` writes into a new app's cdk.json. */
const recommended = JSON.parse(
  readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'),
) as Context;

function templates(name: keyof typeof DEPLOYMENTS, context: Context): Record<string, object> {
  const app = new App({
    context,
    outdir: mkdtempSync(join(tmpdir(), 'assembly-')),
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
  });
  const { children } = new PrivateBedrock(app, name, DEPLOYMENTS[name]).node;
  return Object.fromEntries(
    children.filter(Stack.isStack).map((stack) => [stack.node.id, Template.fromStack(stack).toJSON()]),
  );
}

describe('the templates of production do not depend on the feature flags of the app', () => {
  const { units } = deployment('production');
  const ours = Object.fromEntries(units.map((unit) => [unit, deployment('production').template(unit).toJSON()]));

  test('with none', () => {
    expect(units).toHaveLength(10);
    expect(templates('production', {})).toEqual(ours);
  });

  test('with those that the CDK recommends to a new app', () => {
    expect(templates('production', recommended)).toEqual(ours);
  });
});
