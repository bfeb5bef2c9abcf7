import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { isZoneId } from '../../domain/network/zones';
import { acknowledge } from '../checks/acknowledge';

export interface IsolatedVpcProps {
  /** IPv4 CIDR block, /16 to /26. */
  readonly cidr: string;
  /**
   * Availability Zones of the subnets: all by name, or all by id, such as `use1-az1`.
   *
   * @default - the first two that `Fn::GetAZs` returns
   */
  readonly availabilityZones?: readonly string[] | undefined;
}

/**
 * VPC with an isolated subnet in each of two or more Availability Zones, and no route out: no internet gateway, no NAT
 * gateway, no peering.
 *
 * @example
 * const vpc = new IsolatedVpc(stack, 'Vpc', { cidr: '10.0.0.0/24' });
 */
export class IsolatedVpc extends ec2.Vpc {
  constructor(scope: Construct, id: string, props: IsolatedVpcProps) {
    super(scope, id, {
      ipAddresses: ec2.IpAddresses.cidr(props.cidr),
      ...(props.availabilityZones ? { availabilityZones: [...props.availabilityZones] } : { maxAzs: 2 }),
      natGateways: 0,
      createInternetGateway: false,
      subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
      // The CDK would empty the default group by a function that runs outside the VPC. The group admits only its
      // members, and nothing here is a member (a test checks every network interface).
      restrictDefaultSecurityGroup: false,
    });
    for (const subnet of this.isolatedSubnets) nameZoneById(subnet);
    const reason =
      'Every network interface of these templates names its own security group; the default one has no member.';
    acknowledge(
      this,
      { rule: 'HIPAA.Security-VPCDefaultSecurityGroupClosed', reason },
      { rule: 'NIST.800.53.R5-VPCDefaultSecurityGroupClosed', reason },
    );
  }
}

/** The CDK writes every zone as a name. */
function nameZoneById(subnet: ec2.ISubnet): void {
  if (Token.isUnresolved(subnet.availabilityZone) || !isZoneId(subnet.availabilityZone)) return;
  const resource = subnet.node.defaultChild as ec2.CfnSubnet;
  resource.availabilityZone = undefined;
  resource.availabilityZoneId = subnet.availabilityZone;
}
