import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { ExistingNetwork } from '../../domain/deployment/deployment';

/**
 * A VPC of yours. Its subnets are taken for isolated; what keeps it so whatever its routes say are the security groups,
 * which name the interface endpoints and the S3 prefix list and nothing else, and the S3 gateway endpoint in the very
 * route tables that are given here.
 */
export function importVpc(scope: Construct, id: string, { vpcId, subnets }: ExistingNetwork): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(scope, id, {
    vpcId,
    availabilityZones: subnets.map((subnet) => subnet.availabilityZone),
    isolatedSubnetIds: subnets.map((subnet) => subnet.subnetId),
    isolatedSubnetRouteTableIds: subnets.map((subnet) => subnet.routeTableId),
  });
}
