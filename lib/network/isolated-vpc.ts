import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks/acknowledge';

export interface IsolatedVpcProps {
  /** IPv4 block, /16 to /26. */
  readonly cidr: string;
}

/** A VPC without a way out: two isolated subnets in two Availability Zones, no internet gateway, no NAT, no peers. */
export class IsolatedVpc extends ec2.Vpc {
  constructor(scope: Construct, id: string, props: IsolatedVpcProps) {
    super(scope, id, {
      ipAddresses: ec2.IpAddresses.cidr(props.cidr),
      maxAzs: 2,
      natGateways: 0,
      createInternetGateway: false,
      subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
      // CDK empties the default group by a function of its own that would run outside the VPC. Nothing here is a member
      // of that group (a test looks at every interface), and it admits nobody but its members.
      restrictDefaultSecurityGroup: false,
    });
    const reason =
      'Every network interface of these templates names its own security group; the default one has no member.';
    acknowledge(
      this,
      { rule: 'HIPAA.Security-VPCDefaultSecurityGroupClosed', reason },
      { rule: 'NIST.800.53.R5-VPCDefaultSecurityGroupClosed', reason },
    );
  }
}
