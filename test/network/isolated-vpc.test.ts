import { Match } from 'aws-cdk-lib/assertions';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { Deployment, deployment, resourcesOf } from '../support/synth';

describe('isolated VPC', () => {
  test.each(['AWS::EC2::InternetGateway', 'AWS::EC2::NatGateway', 'AWS::EC2::Route', 'AWS::EC2::EIP'])(
    'has no %s',
    (type) => {
      expect(resourcesOf(deployment('production'), type)).toEqual([]);
    },
  );

  test('has two subnets in two Availability Zones that give no public address', () => {
    const subnets = resourcesOf<{ AvailabilityZone: unknown; MapPublicIpOnLaunch: boolean }>(
      deployment('sandbox'),
      'AWS::EC2::Subnet',
    );
    expect(new Set(subnets.map(({ Properties }) => JSON.stringify(Properties.AvailabilityZone))).size).toBe(2);
    expect(subnets.map(({ Properties }) => Properties.MapPublicIpOnLaunch)).toEqual([false, false]);
  });

  test.each([
    ['names', ['us-east-1b', 'us-east-1d', 'us-east-1f'], 'AvailabilityZone'],
    ['ids', ['use1-az4', 'use1-az1', 'use1-az6', 'use1-az2'], 'AvailabilityZoneId'],
  ])('has a subnet in each zone that the row names by %s', (_, availabilityZones, property) => {
    const network = { cidr: '10.0.0.0/26', availabilityZones };
    const deployed = new Deployment('zones', { ...DEPLOYMENTS.sandbox, network } as DeploymentConfig);
    const subnets = resourcesOf<Record<string, unknown>>(deployed, 'AWS::EC2::Subnet').map(({ Properties }) => ({
      AvailabilityZone: Properties.AvailabilityZone,
      AvailabilityZoneId: Properties.AvailabilityZoneId,
      prefix: String(Properties.CidrBlock).split('/')[1],
    }));
    const none = { AvailabilityZone: undefined, AvailabilityZoneId: undefined, prefix: '28' };
    expect(subnets).toEqual(availabilityZones.map((zone) => ({ ...none, [property]: zone })));
    const [runtime] = resourcesOf<{ SubnetIds?: unknown[] }>(deployed, 'AWS::EC2::VPCEndpoint').filter(
      ({ Properties }) => Properties.SubnetIds,
    );
    expect(runtime?.Properties.SubnetIds).toHaveLength(availabilityZones.length);
  });

  test('logs all traffic into an encrypted group, by a role that the flow logs of this account alone can assume', () => {
    const template = deployment('production').template('Network');
    template.hasResourceProperties('AWS::EC2::FlowLog', { TrafficType: 'ALL', ResourceType: 'VPC' });
    template.hasResource('AWS::Logs::LogGroup', {
      Properties: {
        LogGroupName: '/private-bedrock/production/flow-logs',
        RetentionInDays: 365,
        KmsKeyId: { 'Fn::ImportValue': Match.stringLikeRegexp('foundation:.*Key') },
      },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: {
                'aws:SourceArn': {
                  'Fn::Join': ['', ['arn:aws:ec2:us-east-1:', { Ref: 'AWS::AccountId' }, ':vpc-flow-log/*']],
                },
              },
            },
          },
        ],
      },
    });
  });
});
