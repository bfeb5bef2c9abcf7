import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { ExistingNetwork } from '../../domain/deployment/config/existing-network';

/**
 * Imports an existing VPC and treats its subnets as isolated. Whatever its routes are, the security groups allow only the
 * interface endpoints and the S3 prefix list, and S3 is reached by the gateway endpoint in the given route tables.
 */
export function importVpc(scope: Construct, id: string, { vpcId, subnets }: ExistingNetwork): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(scope, id, {
    vpcId,
    availabilityZones: subnets.map((subnet) => subnet.availabilityZone),
    isolatedSubnetIds: subnets.map((subnet) => subnet.subnetId),
    isolatedSubnetRouteTableIds: subnets.map((subnet) => subnet.routeTableId),
  });
}
