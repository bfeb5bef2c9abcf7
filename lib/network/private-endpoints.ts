import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { BedrockPlane } from '../../domain/models/planes';
import { limitEndpointPolicySize } from '../checks/policy-size';
import {
  type EndpointPolicyContext,
  type PurgeThroughEndpoint,
  planeStatements,
  s3Statements,
} from './endpoint-policies';

export interface PrivateEndpointsProps extends EndpointPolicyContext {
  readonly vpc: ec2.IVpc;
  /** Subnets of the interface endpoints, and whose route tables get the S3 gateway endpoint. */
  readonly subnets: ec2.SubnetSelection;
  /**
   * Security group of the interface endpoints.
   *
   * @default - none: there is no plane
   */
  readonly securityGroup?: ec2.ISecurityGroup | undefined;
  /** Planes that get an interface endpoint. Each is billed by the hour and Availability Zone, used or not. */
  readonly planes: readonly BedrockPlane[];
  /** ARNs of the buckets that can be reached from the VPC. Without any there is no endpoint for S3. */
  readonly bucketArns: readonly string[];
  /**
   * Patterns of the objects that can be deleted from the VPC.
   *
   * @default - none
   */
  readonly deletableObjects?: readonly string[] | undefined;
  /**
   * Deletion of patient data by one role.
   *
   * @default - none
   */
  readonly purge?: PurgeThroughEndpoint | undefined;
}

/**
 * VPC endpoints: an interface endpoint for each plane of Bedrock and a gateway endpoint for S3 if there is a
 * bucket, each with a policy.
 *
 * Source: Amazon Bedrock User Guide, "Use interface VPC endpoints (AWS PrivateLink)".
 *
 * @example
 * new PrivateEndpoints(stack, 'Endpoints', {
 *   vpc,
 *   subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
 *   securityGroup: groups.endpoints,
 *   planes: ['bedrock-runtime'],
 *   models: [model],
 *   bucketArns: [],
 * });
 */
export class PrivateEndpoints extends Construct {
  constructor(scope: Construct, id: string, props: PrivateEndpointsProps) {
    super(scope, id);
    const { planes, securityGroup } = props;
    if (planes.length > 0 && !securityGroup) throw new Error('Interface endpoints need a security group.');
    for (const plane of planes) {
      const endpoint = new ec2.InterfaceVpcEndpoint(this, toPascalCase(plane), {
        vpc: props.vpc,
        subnets: props.subnets,
        service: new ec2.InterfaceVpcEndpointAwsService(plane),
        privateDnsEnabled: true,
        securityGroups: securityGroup ? [securityGroup] : [],
        // `open` would add a rule that admits the whole VPC.
        open: false,
      });
      for (const statement of planeStatements(plane, props)) endpoint.addToPolicy(statement);
      limitEndpointPolicySize(endpoint, 'remove models from the row');
    }
    // A route to S3 that denies everything would cut off the neighbours in an existing VPC.
    if (props.bucketArns.length === 0) return;
    const s3 = new ec2.GatewayVpcEndpoint(this, 'S3', {
      vpc: props.vpc,
      subnets: [props.subnets],
      service: ec2.GatewayVpcEndpointAwsService.S3,
    });
    for (const statement of s3Statements(props.bucketArns, props)) s3.addToPolicy(statement);
    limitEndpointPolicySize(s3, 'name fewer buckets');
  }
}

const toPascalCase = (plane: string) => plane.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
