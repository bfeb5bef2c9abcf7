import type { Construct } from 'constructs';
import { endpointsToCreate } from '../../domain/deployment/endpoints';
import type { InvocableModel } from '../../domain/models/invocable-model';
import type { AppliedGuardrail } from '../bedrock/grant-invoke';
import { PrivateEndpoints } from '../network/private-endpoints';
import type { PrivateNetwork } from '../network/private-network';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

export interface EndpointsStackProps extends DeploymentProps {
  readonly network: PrivateNetwork;
  readonly models: readonly InvocableModel[];
  /** @default - no guardrail */
  readonly guardrail?: AppliedGuardrail | undefined;
  readonly bucketArns: readonly string[];
}

/** VPC endpoints, in a stack of their own: they are billed by the hour, and can be deleted while everything else stays. */
export class EndpointsStack extends DeploymentStack {
  constructor(scope: Construct, id: string, props: EndpointsStackProps) {
    super(scope, id, props, { description: 'Private Bedrock: VPC endpoints with their policies' });
    const { vpc, subnets, endpointSecurityGroup } = props.network;
    new PrivateEndpoints(this, 'Endpoints', {
      vpc,
      subnets,
      securityGroup: endpointSecurityGroup,
      planes: endpointsToCreate(props.config).filter((service) => service !== 's3'),
      models: props.models,
      guardrail: props.guardrail,
      bucketArns: props.bucketArns,
    });
  }
}
