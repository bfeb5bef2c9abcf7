import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { context } from './support/synth';

/** An app that breaks rules of all kinds on purpose, with the packs from one place or another. */
const FAULTY_APP = `
  import { App, Stack, Validations, CfnResource } from 'aws-cdk-lib';
  import * as ec2 from 'aws-cdk-lib/aws-ec2';
  import * as iam from 'aws-cdk-lib/aws-iam';
  import * as lambda from 'aws-cdk-lib/aws-lambda';
  import * as rds from 'aws-cdk-lib/aws-rds';
  import * as s3 from 'aws-cdk-lib/aws-s3';
  import * as sqs from 'aws-cdk-lib/aws-sqs';
  import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks } from 'cdk-nag';
  import { PrivateBedrockChecks } from './lib/checks/private-bedrock-checks';
  class OurOwnBucket extends s3.CfnBucket {}
  const app = new App({ builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'Faulty', { env: { region: 'us-east-1' } });
  new OurOwnBucket(stack, 'Bucket');
  new sqs.Queue(stack, 'Queue');
  const vpc = new ec2.Vpc(stack, 'Vpc');
  new rds.DatabaseInstance(stack, 'Database', { engine: rds.DatabaseInstanceEngine.POSTGRES, vpc });
  new lambda.Function(stack, 'Function', {
    runtime: lambda.Runtime.NODEJS_18_X, handler: 'index.handler', code: lambda.Code.fromInline('x'),
  }).addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] }));
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app), new HIPAASecurityChecks(app), new NIST80053R5Checks(app), new PrivateBedrockChecks(app),
  );
  try { app.synth(); } catch {}
`;

function findings(cdkNag: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'nag-'));
  const script = join(process.cwd(), `build/nag-bundle-${process.pid}.js`);
  buildSync({
    stdin: { contents: FAULTY_APP, resolveDir: process.cwd() },
    alias: { 'cdk-nag': cdkNag },
    outfile: script,
    bundle: true,
    platform: 'node',
    external: ['aws-cdk-lib', cdkNag],
  });
  const env = { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context) };
  spawnSync(process.execPath, [script], { env });
  return readFileSync(join(folder, 'validation-report.json'), 'utf8').replaceAll(folder, '');
}

test('cdk-nag in one file finds what cdk-nag finds, word for word', () => {
  const bundled = findings(join(process.cwd(), 'build/cdk-nag.js'));
  expect(bundled).toBe(findings('cdk-nag'));
  for (const rule of [
    'AwsSolutions-S1',
    'AwsSolutions-SQS3',
    'AwsSolutions-RDS2',
    'HIPAA.Security-S3BucketVersioning',
    'PrivateBedrock-FN1',
  ]) {
    expect(bundled).toContain(rule);
  }
});
