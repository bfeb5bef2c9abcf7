import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** What the other stacks need to know of the network, whether it was made here or brought. */
export interface Network {
  readonly vpc: ec2.IVpc;
  /** Where interfaces are placed: the isolated subnets. */
  readonly subnets: ec2.SubnetSelection;
  /** For functions, and for Bedrock's jobs in our subnets. */
  readonly functionSecurityGroup: ec2.ISecurityGroup;
  /** For interface endpoints. */
  readonly endpointSecurityGroup: ec2.ISecurityGroup;
}
