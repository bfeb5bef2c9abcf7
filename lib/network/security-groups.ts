import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

export interface SecurityGroupsProps {
  readonly vpc: ec2.IVpc;
  /** The AWS managed prefix list of S3 in this Region, `pl-…`. */
  readonly s3PrefixListId: string;
}

/**
 * Two groups and three rules: functions reach the endpoints and S3 on 443, endpoints are reached by functions on 443.
 * Written as plain CloudFormation resources with their egress inline, since EC2 gives a group that is created without
 * egress rules a rule that allows everything: these never have it, not for a moment.
 */
export class SecurityGroups extends Construct {
  /** For functions, and for Bedrock's customization jobs in our subnets. */
  readonly functions: ec2.ISecurityGroup;
  /** For interface endpoints. */
  readonly endpoints: ec2.ISecurityGroup;

  constructor(scope: Construct, id: string, props: SecurityGroupsProps) {
    super(scope, id);
    const { vpcId } = props.vpc;
    const endpoints = new ec2.CfnSecurityGroup(this, 'Endpoints', {
      vpcId,
      groupDescription: 'Interface endpoints: reached by functions on 443, reach nothing',
      securityGroupEgress: [REACHES_NOTHING],
    });
    const functions = new ec2.CfnSecurityGroup(this, 'Functions', {
      vpcId,
      groupDescription: 'Functions: reach the interface endpoints and S3 on 443, nothing else; reached by nobody',
      securityGroupEgress: [
        { ...HTTPS, destinationSecurityGroupId: endpoints.attrGroupId, description: 'Interface endpoints' },
        { ...HTTPS, destinationPrefixListId: props.s3PrefixListId, description: 'S3 gateway endpoint' },
      ],
    });
    new ec2.CfnSecurityGroupIngress(this, 'FunctionsToEndpoints', {
      ...HTTPS,
      groupId: endpoints.attrGroupId,
      sourceSecurityGroupId: functions.attrGroupId,
      description: 'Functions',
    });
    this.endpoints = this.asIs('EndpointsGroup', endpoints);
    this.functions = this.asIs('FunctionsGroup', functions);
  }

  /** Immutable: no construct that is given the group may add a rule to it. */
  private asIs(id: string, group: ec2.CfnSecurityGroup): ec2.ISecurityGroup {
    return ec2.SecurityGroup.fromSecurityGroupId(this, id, group.attrGroupId, { mutable: false });
  }
}

const HTTPS = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 } as const;

/** A rule that matches no packet (an ICMP type that does not exist, to the broadcast address): its presence keeps EC2's own away. */
const REACHES_NOTHING: ec2.CfnSecurityGroup.EgressProperty = {
  ipProtocol: 'icmp',
  fromPort: 252,
  toPort: 86,
  cidrIp: '255.255.255.255/32',
  description: 'Reaches nothing',
};
