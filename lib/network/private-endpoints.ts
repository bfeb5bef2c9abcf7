import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { BedrockPlane } from '../../domain/models/planes';
import { limitEndpointPolicySize } from '../checks/policy-size';
import { type EndpointPolicyContext, planePolicy, s3Policy } from './endpoint-policies';

export interface PrivateEndpointsProps extends EndpointPolicyContext {
  readonly vpc: ec2.IVpc;
  readonly subnets: ec2.SubnetSelection;
  /** The group of the endpoints' own interfaces. */
  readonly securityGroup: ec2.ISecurityGroup;
  /** Each costs money by the hour and Availability Zone, used or not. */
  readonly planes: readonly BedrockPlane[];
  /** The buckets that may be reached from inside. */
  readonly bucketArns: readonly string[];
}

/** The doors of the VPC: one interface endpoint for each plane and a gateway endpoint for S3, each with a policy of its own. */
export class PrivateEndpoints extends Construct {
  constructor(scope: Construct, id: string, props: PrivateEndpointsProps) {
    super(scope, id);
    for (const plane of props.planes) {
      const endpoint = new ec2.InterfaceVpcEndpoint(this, pascalCase(plane), {
        vpc: props.vpc,
        subnets: props.subnets,
        service: new ec2.InterfaceVpcEndpointAwsService(plane),
        privateDnsEnabled: true,
        securityGroups: [props.securityGroup],
        // The security group says who enters; `open` would add the whole VPC.
        open: false,
      });
      for (const statement of planePolicy(plane, props)) endpoint.addToPolicy(statement);
      limitEndpointPolicySize(endpoint, 'take some models out of the row');
    }
    const s3 = new ec2.GatewayVpcEndpoint(this, 'S3', {
      vpc: props.vpc,
      subnets: [props.subnets],
      service: ec2.GatewayVpcEndpointAwsService.S3,
    });
    for (const statement of s3Policy(props.bucketArns)) s3.addToPolicy(statement);
  }
}

const pascalCase = (plane: string) => plane.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
