import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Network that functions, jobs and endpoints are placed in, new or existing. */
export interface PrivateNetwork {
  readonly vpc: ec2.IVpc;
  /** Isolated subnets for network interfaces. */
  readonly subnets: ec2.SubnetSelection;
  /** Security group of functions and customization jobs. */
  readonly functionSecurityGroup: ec2.ISecurityGroup;
  /** Security group of interface endpoints; none if all of them exist already. */
  readonly endpointSecurityGroup: ec2.ISecurityGroup | undefined;
}
