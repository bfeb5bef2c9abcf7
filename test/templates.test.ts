import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { countPolicyCharacters } from '../lib/checks/policy-size';
import { DEPLOYMENTS } from '../lib/config/deployments';
import { PrivateBedrock } from '../lib/private-bedrock';
import { context, deployment } from './support/synth';

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action?: string | readonly string[];
}

/** Every policy document of every template, with where it stands. */
function documents(name: keyof typeof DEPLOYMENTS) {
  const deployed = deployment(name);
  return deployed.units.flatMap((unit) => {
    const { Resources } = deployed.template(unit).toJSON() as { Resources: Record<string, { Properties: object }> };
    return Object.entries(Resources).flatMap(([id, { Properties }]) =>
      Object.entries(Properties).flatMap(([property, value]: [string, { Statement?: readonly Statement[] }]) =>
        value?.Statement ? [{ at: `${unit}/${id}.${property}`, document: value, statements: value.Statement }] : [],
      ),
    );
  });
}

const names = Object.keys(DEPLOYMENTS) as (keyof typeof DEPLOYMENTS)[];

describe.each(names)('policies of %s', (name) => {
  // IAM User Guide, "IAM and AWS STS quotas"; AWS PrivateLink Guide, "Endpoint policies".
  const LIMITS: Readonly<Record<string, number>> = {
    PolicyDocument: 6144,
    AssumeRolePolicyDocument: 2048,
    KeyPolicy: 32768,
    // AWS documents no limit for the policy of a vector bucket: this is the one of a bucket.
    Policy: 20480,
  };

  test('fit into what AWS accepts', () => {
    expect(documents(name).length).toBeGreaterThan(10);
    for (const { at, document } of documents(name)) {
      expect([at, countPolicyCharacters(document) <= (LIMITS[at.split('.')[1] ?? ''] ?? 0)]).toEqual([at, true]);
    }
  });

  test('have Sids that occur once', () => {
    for (const { at, statements } of documents(name)) {
      const sids = statements.flatMap(({ Sid }) => Sid ?? []);
      expect([at, sids.length]).toEqual([at, new Set(sids).size]);
    }
  });

  test('allow no wildcard action but to account root on its key and to the boundary, which grants nothing', () => {
    const wild = documents(name).flatMap(({ at, statements }) =>
      statements
        .filter(({ Effect, Action }) => Effect === 'Allow' && [Action].flat().some((action) => action?.includes('*')))
        .map(({ Sid }) => `${at.replace(/[0-9A-F]{8}\./, '.')} ${Sid}`),
    );
    expect(wild).toEqual([
      'Foundation/Key.KeyPolicy AccountAdministers',
      'Foundation/Key.KeyPolicy LogsEncryptOurGroups',
      'Foundation/Boundary.PolicyDocument AtMost',
    ]);
  });
});

describe('the CloudFormation validator that the CDK bundles', () => {
  /** Findings in the report that it writes: it calls schema errors mere warnings, and those do not throw. */
  const complaints = (build: (app: App) => void): string[] => {
    const app = new App({ context, outdir: mkdtempSync(join(tmpdir(), 'assembly-')), analyticsReporting: false });
    const quiet = jest.spyOn(console, 'error').mockImplementation();
    build(app);
    app.synth();
    quiet.mockRestore();
    const { pluginReports } = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')) as {
      pluginReports: { pluginName: string; violations?: { ruleName: string; description: string }[] }[];
    };
    return pluginReports.flatMap(({ violations = [] }) => violations.map((v) => `${v.ruleName} ${v.description}`));
  };

  test('finds nothing in any template', () => {
    const found = complaints((app) => {
      for (const name of names) new PrivateBedrock(app, name, DEPLOYMENTS[name]);
    });
    expect(found).toEqual([]);
  });

  test('is switched on: it sees a retention that CloudWatch Logs does not offer', () => {
    const found = complaints((app) => {
      new CfnResource(new Stack(app, 'Broken'), 'Logs', {
        type: 'AWS::Logs::LogGroup',
        properties: { RetentionInDays: 8 },
      });
    });
    expect(found).toEqual([expect.stringMatching(/^W3030 RetentionInDays: 8/)]);
  });
});

describe('cdk.json', () => {
  const recommended = JSON.parse(
    readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'),
  ) as Record<string, unknown>;

  test('sets every feature flag that the installed CDK recommends', () => {
    expect(Object.keys(recommended).filter((flag) => !(flag in context))).toEqual([]);
  });

  test('as recommended, but for those that docs/decisions/0001-stacks-and-references.md explains', () => {
    expect(
      Object.keys(recommended).filter((flag) => JSON.stringify(context[flag]) !== JSON.stringify(recommended[flag])),
    ).toEqual(['@aws-cdk/core:enableAdditionalMetadataCollection', '@aws-cdk/core:defaultCrossStackReferences']);
  });
});
