import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { endpointPeers, endpointsToCreate, usesS3 } from '../../domain/deployment/endpoints';
import { s3PrefixListId } from '../../domain/network/s3-prefix-lists';
import { importVpc } from '../network/existing-vpc';
import { IsolatedVpc } from '../network/isolated-vpc';
import type { PrivateNetwork } from '../network/private-network';
import { PrivateSecurityGroups } from '../network/private-security-groups';
import { VpcFlowLogs } from '../network/vpc-flow-logs';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

export interface NetworkStackProps extends DeploymentProps {
  readonly key: kms.IKey;
}

/** Isolated VPC or an existing one, two security groups and flow logs. Only the flow logs are billed. */
export class NetworkStack extends DeploymentStack implements PrivateNetwork {
  readonly vpc: ec2.IVpc;
  readonly subnets: ec2.SubnetSelection = { subnetType: ec2.SubnetType.PRIVATE_ISOLATED };
  readonly functionSecurityGroup: ec2.ISecurityGroup;
  readonly endpointSecurityGroup: ec2.ISecurityGroup | undefined;

  constructor(scope: Construct, id: string, props: NetworkStackProps) {
    const { network, region, keepData } = props.config;
    // Only the owner of a VPC can create flow logs of it.
    const isOwner = 'cidr' in network || network.ownerAccount === undefined;
    const vpc = 'cidr' in network ? 'isolated VPC, ' : '';
    super(scope, id, props, {
      description: `Private Bedrock: ${vpc}security groups${isOwner ? ', flow logs' : ''}`,
    });
    // Another network has other logical ids: while other stacks use the exports of the old one, both can exist.
    const owner = new Construct(this, networkId(network));
    this.vpc = 'cidr' in network ? new IsolatedVpc(owner, 'Vpc', network) : importVpc(owner, 'Vpc', network);
    const groups = new PrivateSecurityGroups(owner, 'SecurityGroups', {
      vpc: this.vpc,
      s3PrefixListId: usesS3(props.config) ? s3PrefixListId(region, network.s3PrefixListId) : undefined,
      endpointPeers: endpointPeers(props.config),
      createsEndpoints: endpointsToCreate(props.config).some((service) => service !== 's3'),
      clientSecurityGroupIds: 'vpcId' in network ? network.clientSecurityGroups : undefined,
    });
    this.functionSecurityGroup = groups.functions;
    this.endpointSecurityGroup = groups.endpoints;
    if (!isOwner) return;
    new VpcFlowLogs(this, 'FlowLogs', {
      vpc: this.vpc,
      logGroupName: `${this.names.logGroups}/flow-logs`,
      encryptionKey: props.key,
      retention: keepData ? logs.RetentionDays.ONE_YEAR : logs.RetentionDays.ONE_MONTH,
      keepData,
    });
  }
}

/**
 * Returns the construct id of everything that belongs to one network and cannot move to another: `Cidr10x0x0x0x24`, with
 * the zones that the row names, or `Vpc0123456789abcdef0`.
 */
function networkId(network: DeploymentConfig['network']): string {
  if ('vpcId' in network) return `Vpc${network.vpcId.replace(/^vpc-/, '')}`;
  const zones = network.availabilityZones?.map((zone) => `In${zone.replaceAll('-', '')}`) ?? [];
  return [`Cidr${network.cidr.replaceAll(/[./]/g, 'x')}`, ...zones].join('');
}
