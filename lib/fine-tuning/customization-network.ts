import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { PrivateNetwork } from '../network/private-network';

/**
 * Returns the statements that let Bedrock create, tag and delete the network interfaces of its own jobs in our subnets,
 * and no others: the tag `BedrockManaged` marks them from their creation.
 * Source: Amazon Bedrock User Guide, "Protect your model customization jobs using a VPC".
 */
export function customizationNetworkStatements(scope: Construct, network: PrivateNetwork): iam.PolicyStatement[] {
  const stack = Stack.of(scope);
  const job = stack.formatArn({ service: 'bedrock', resource: 'model-customization-job', resourceName: '*' });
  const ec2 = (resource: string, resourceName: string) => stack.formatArn({ service: 'ec2', resource, resourceName });
  const subnets = network.vpc.selectSubnets(network.subnets).subnetIds.map((id) => ec2('subnet', id));
  return [
    new iam.PolicyStatement({
      sid: 'SeeTheNetwork',
      actions: [
        'ec2:DescribeDhcpOptions',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcs',
      ],
      resources: ['*'],
    }),
    new iam.PolicyStatement({
      sid: 'CreateTaggedInterfaces',
      actions: ['ec2:CreateNetworkInterface'],
      resources: [ec2('network-interface', '*')],
      conditions: {
        StringEquals: { 'aws:RequestTag/BedrockManaged': 'true' },
        ArnLike: { 'aws:RequestTag/BedrockModelCustomizationJobArn': job },
      },
    }),
    new iam.PolicyStatement({
      sid: 'InOurSubnets',
      actions: ['ec2:CreateNetworkInterface'],
      resources: [...subnets, ec2('security-group', network.functionSecurityGroup.securityGroupId)],
    }),
    new iam.PolicyStatement({
      sid: 'UseAndRemoveTheirInterfaces',
      actions: [
        'ec2:CreateNetworkInterfacePermission',
        'ec2:DeleteNetworkInterface',
        'ec2:DeleteNetworkInterfacePermission',
      ],
      resources: ['*'],
      conditions: {
        StringEquals: { 'ec2:ResourceTag/BedrockManaged': 'true' },
        ArnLike: { 'ec2:ResourceTag/BedrockModelCustomizationJobArn': job },
        ArnEquals: { 'ec2:Subnet': subnets },
      },
    }),
    new iam.PolicyStatement({
      sid: 'TagTheirInterfaces',
      actions: ['ec2:CreateTags'],
      resources: [ec2('network-interface', '*')],
      conditions: {
        StringEquals: { 'ec2:CreateAction': 'CreateNetworkInterface' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['BedrockManaged', 'BedrockModelCustomizationJobArn'] },
      },
    }),
  ];
}
