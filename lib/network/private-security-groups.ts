import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

export interface PrivateSecurityGroupsProps {
  readonly vpc: ec2.IVpc;
  /**
   * Id of the AWS managed prefix list of S3 in this Region: `pl-…`.
   *
   * @default - functions cannot reach S3
   */
  readonly s3PrefixListId?: string | undefined;
  /**
   * Where existing interface endpoints are reached: security groups (`sg-…`) or IPv4 blocks.
   *
   * @default - there is none
   */
  readonly endpointPeers?: readonly string[] | undefined;
  /**
   * Makes the security group of interface endpoints. False if all of them exist already.
   *
   * @default true
   */
  readonly createsEndpoints?: boolean;
  /**
   * Security groups of others in the VPC, which may use the interface endpoints: `sg-…`.
   *
   * @default - only the functions
   */
  readonly clientSecurityGroupIds?: readonly string[] | undefined;
}

/**
 * Security groups of functions and of interface endpoints: functions reach the endpoints and S3 on port 443, the
 * given clients reach the endpoints, and nothing else is allowed. The groups have their egress rules inline, since EC2 gives a group that is created without any a rule
 * that allows everything.
 *
 * Source: Amazon VPC User Guide, "Security group rules".
 *
 * @example
 * const groups = new PrivateSecurityGroups(stack, 'SecurityGroups', { vpc, s3PrefixListId: 'pl-63a5400a' });
 */
export class PrivateSecurityGroups extends Construct {
  /** Security group of functions and customization jobs. */
  readonly functions: ec2.ISecurityGroup;
  /** Security group of interface endpoints; none without `createsEndpoints`. */
  readonly endpoints: ec2.ISecurityGroup | undefined;

  constructor(scope: Construct, id: string, props: PrivateSecurityGroupsProps) {
    super(scope, id);
    const { vpcId } = props.vpc;
    const endpoints =
      props.createsEndpoints === false
        ? undefined
        : new ec2.CfnSecurityGroup(this, 'Endpoints', {
            vpcId,
            groupDescription: 'Interface endpoints: reached by functions on 443, reach nothing',
            securityGroupEgress: [REACHES_NOTHING],
          });
    const functions = new ec2.CfnSecurityGroup(this, 'Functions', {
      vpcId,
      groupDescription: 'Functions: reach the interface endpoints and S3 on 443, nothing else; reached by nobody',
      securityGroupEgress: [
        ...[...(endpoints ? [endpoints.attrGroupId] : []), ...(props.endpointPeers ?? [])].map((peer) => ({
          ...HTTPS,
          ...(isBlock(peer) ? { cidrIp: peer } : { destinationSecurityGroupId: peer }),
          description: 'Interface endpoints',
        })),
        ...(props.s3PrefixListId === undefined
          ? []
          : [{ ...HTTPS, destinationPrefixListId: props.s3PrefixListId, description: 'S3 gateway endpoint' }]),
      ],
    });
    this.functions = this.importImmutable('FunctionsGroup', functions);
    this.endpoints = endpoints && this.importImmutable('EndpointsGroup', endpoints);
    if (!endpoints) return;
    new ec2.CfnSecurityGroupIngress(this, 'FunctionsToEndpoints', {
      ...HTTPS,
      groupId: endpoints.attrGroupId,
      sourceSecurityGroupId: functions.attrGroupId,
      description: 'Functions',
    });
    for (const client of props.clientSecurityGroupIds ?? []) {
      new ec2.CfnSecurityGroupIngress(this, `Client-${client}`, {
        ...HTTPS,
        groupId: endpoints.attrGroupId,
        sourceSecurityGroupId: client,
        description: 'Client named in the row',
      });
    }
  }

  /** Imports a group that no construct can add a rule to. */
  private importImmutable(id: string, group: ec2.CfnSecurityGroup): ec2.ISecurityGroup {
    return ec2.SecurityGroup.fromSecurityGroupId(this, id, group.attrGroupId, { mutable: false });
  }
}

const isBlock = (peer: string) => peer.includes('/');

const HTTPS = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 } as const;

/** Rule that matches no packet, an ICMP type that does not exist; it replaces the default rule of EC2. */
const REACHES_NOTHING: ec2.CfnSecurityGroup.EgressProperty = {
  ipProtocol: 'icmp',
  fromPort: 252,
  toPort: 86,
  cidrIp: '255.255.255.255/32',
  description: 'Reaches nothing',
};
