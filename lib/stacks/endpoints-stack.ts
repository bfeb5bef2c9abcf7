import type { Construct } from 'constructs';
import type { InvocableModel } from '../../domain/models/invocable-model';
import type { AppliedGuardrail } from '../bedrock/grant-invoke';
import type { Network } from '../network/network';
import { PrivateEndpoints } from '../network/private-endpoints';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

export interface EndpointsStackProps extends DeploymentProps {
  readonly network: Network;
  readonly models: readonly InvocableModel[];
  readonly guardrail?: AppliedGuardrail;
  readonly bucketArns: readonly string[];
}

/** The doors of the VPC. A stack of their own, since they cost money by the hour: deleted alone, everything else stays. */
export class EndpointsStack extends DeploymentStack {
  constructor(scope: Construct, id: string, props: EndpointsStackProps) {
    super(scope, id, props, { description: 'Private Bedrock: VPC endpoints with their policies' });
    const { vpc, subnets, endpointSecurityGroup } = props.network;
    new PrivateEndpoints(this, 'Endpoints', {
      vpc,
      subnets,
      securityGroup: endpointSecurityGroup,
      planes: props.config.planes ?? ['bedrock-runtime'],
      models: props.models,
      guardrail: props.guardrail,
      bucketArns: props.bucketArns,
    });
  }
}
