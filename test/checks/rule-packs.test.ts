import { CfnResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { acknowledge, PACKS } from '../../lib/checks/acknowledge';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { type Audit, audit } from '../support/audit';
import { Deployment, type Unit } from '../support/synth';

const summaries: string[] = [];

function summarize(name: string, { open, acknowledged, stale, rules }: Audit): void {
  const evaluated = PACKS.map((pack) => `${pack} ${rules[pack]} rules`).join(', ');
  summaries.push(
    `nag ${name}: ${evaluated}; open ${open.length}, acknowledged ${acknowledged.length}, stale ${stale.length}`,
  );
}

afterAll(() => {
  process.stdout.write(`${summaries.join('\n')}\n`);
});

describe.each(Object.entries(DEPLOYMENTS))('rule packs over %s', (name, config) => {
  const result = audit(new Deployment(name, config).app);
  summarize(name, result);

  test('leave no finding open', () => {
    expect(result.open).toEqual([]);
  });

  test('find every acknowledgement in use', () => {
    expect(result.stale).toEqual([]);
    expect(result.acknowledged.length).toBeGreaterThan(0);
  });

  test('are given a reason each time', () => {
    for (const reason of result.reasons) expect(reason.length).toBeGreaterThan(40);
  });

  test('all look at it', () => {
    for (const pack of PACKS) expect(result.rules[pack]).toBeGreaterThan(20);
  });
});

/** Breaks one thing in an otherwise sound sandbox, where the packs can see it. */
function breakSandbox(
  sabotage: (find: <R extends CfnResource>(unit: Unit, type: string, id: string) => R) => void,
): string[] {
  const deployed = new Deployment('sandbox', DEPLOYMENTS.sandbox);
  sabotage(<R extends CfnResource>(unit: Unit, type: string, id: string) => {
    const found = deployed
      .stack(unit)
      .node.findAll()
      .find((c) => CfnResource.isCfnResource(c) && c.cfnResourceType === type && c.node.path.includes(id));
    if (!found) throw new Error(`there is no ${type} at ${id} in ${unit}: the fault was not planted`);
    return found as R;
  });
  return audit(deployed.app).open.map(({ id }) => id);
}

describe('a planted fault turns the packs red', () => {
  test('TLS: the deny of plain HTTP is gone', () => {
    const open = breakSandbox((find) => {
      const policy = find<s3.CfnBucketPolicy>('Storage', 'AWS::S3::BucketPolicy', 'FineTuning');
      policy.policyDocument = new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({
            principals: [new iam.AccountRootPrincipal()],
            actions: ['s3:GetObject'],
            resources: ['arn:aws:s3:::b/o'],
          }),
        ],
      });
    });
    expect(open).toContain('AwsSolutions::AwsSolutions-S10');
  });

  test('key rotation is off', () => {
    const open = breakSandbox((find) => {
      find<kms.CfnKey>('Foundation', 'AWS::KMS::Key', 'Key').enableKeyRotation = false;
    });
    expect(open).toContain('AwsSolutions::AwsSolutions-KMS5');
  });

  test('public access is not blocked', () => {
    const open = breakSandbox((find) => {
      find<s3.CfnBucket>('Storage', 'AWS::S3::Bucket', 'FineTuning').publicAccessBlockConfiguration = undefined;
    });
    expect(open).toContain('HIPAA.Security::HIPAA.Security-S3BucketPublicReadProhibited');
    expect(open).toContain('NIST.800.53.R5::NIST.800.53.R5-S3BucketPublicWriteProhibited');
  });

  test('an action is a wildcard', () => {
    const open = breakSandbox((find) => {
      find<iam.CfnManagedPolicy>('Inference', 'AWS::IAM::ManagedPolicy', 'ModelsPolicy').policyDocument =
        new iam.PolicyDocument({
          statements: [new iam.PolicyStatement({ actions: ['bedrock:*'], resources: ['*'] })],
        });
    });
    expect(open).toEqual(
      expect.arrayContaining([
        'AwsSolutions::AwsSolutions-IAM5[Action::bedrock:*]',
        'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      ]),
    );
  });

  test('a log group has no key', () => {
    const open = breakSandbox((find) => {
      find<logs.CfnLogGroup>('Inference', 'AWS::Logs::LogGroup', 'LogGroup').kmsKeyId = undefined;
    });
    expect(open).toContain('HIPAA.Security::HIPAA.Security-CloudWatchLogGroupEncrypted');
    expect(open).toContain('NIST.800.53.R5::NIST.800.53.R5-CloudWatchLogGroupEncrypted');
  });

  test('flow logs are off', () => {
    const open = breakSandbox((find) => {
      const flowLog = find<CfnResource>('Network', 'AWS::EC2::FlowLog', 'FlowLog');
      flowLog.node.scope?.node.tryRemoveChild(flowLog.node.id);
    });
    expect(open).toContain('AwsSolutions::AwsSolutions-VPC7');
  });

  test('every pack is on: each speaks up about a log group without a key or a bucket without TLS', () => {
    const open = breakSandbox((find) => {
      find<logs.CfnLogGroup>('Network', 'AWS::Logs::LogGroup', 'LogGroup').kmsKeyId = undefined;
      find<kms.CfnKey>('Foundation', 'AWS::KMS::Key', 'Key').enableKeyRotation = false;
    });
    expect(new Set(open.map((id) => id.split('::')[0]))).toEqual(new Set(PACKS));
  });
});

describe('an acknowledgement', () => {
  test('that silences nothing is found', () => {
    const deployed = new Deployment('sandbox', DEPLOYMENTS.sandbox);
    acknowledge(deployed.stack('Network'), {
      rule: 'AwsSolutions-RDS2',
      reason: 'There is no database in this stack at all.',
    });
    expect(audit(deployed.app).stale.map(({ id }) => id)).toEqual(['AwsSolutions::AwsSolutions-RDS2']);
  });

  test('of a pack that does not run is refused', () => {
    const deployed = new Deployment('sandbox', DEPLOYMENTS.sandbox);
    expect(() => acknowledge(deployed.app, { rule: 'PCI.DSS.321-S3BucketLoggingEnabled', reason: 'x' })).toThrow(
      /PCI.* does not belong to an active rule pack/,
    );
  });
});
