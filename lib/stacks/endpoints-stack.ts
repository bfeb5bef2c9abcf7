import type { Construct } from 'constructs';
import { endpointsToCreate, isOfWorkbench, isPlane } from '../../domain/deployment/endpoints';
import { isDelegating } from '../../domain/deployment/knowledge-settings';
import { KNOWLEDGE_PREFIXES } from '../../domain/knowledge/prefixes';
import type { InvocableModel } from '../../domain/models/invocable-model';
import type { WorkbenchService } from '../../domain/workbench/services';
import { agentAliasArn } from '../bedrock/agent-alias';
import type { AppliedGuardrail } from '../bedrock/grant-invoke';
import type { PatientBucket } from '../healthscribe/patient-bucket';
import type { DocumentsBucket } from '../knowledge/documents-bucket';
import type { KnowledgeBase } from '../knowledge/knowledge-base';
import type { DelegatedCalls } from '../network/endpoint-policies';
import { PrivateEndpoints } from '../network/private-endpoints';
import type { PrivateNetwork } from '../network/private-network';
import { WorkbenchEndpoints } from '../workbench/workbench-endpoints';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

export interface EndpointsStackProps extends DeploymentProps {
  readonly network: PrivateNetwork;
  readonly models: readonly InvocableModel[];
  /** @default - no guardrail */
  readonly guardrail?: AppliedGuardrail | undefined;
  /** Buckets that the VPC reaches. */
  readonly buckets: readonly { readonly literalArn: string }[];
  /** @default - no knowledge base */
  readonly knowledge?: Knowledge | undefined;
  /** @default - no patient data */
  readonly consultations?: { readonly patients: PatientBucket } | undefined;
}

/** Documents and knowledge base that the VPC reaches. */
interface Knowledge {
  readonly documents: DocumentsBucket;
  readonly base: KnowledgeBase;
}

/** VPC endpoints, in a stack of their own: they are billed by the hour, and can be deleted while everything else stays. */
export class EndpointsStack extends DeploymentStack {
  constructor(scope: Construct, id: string, props: EndpointsStackProps) {
    super(scope, id, props, { description: 'Private Bedrock: VPC endpoints with their policies' });
    const { vpc, subnets, endpointSecurityGroup } = props.network;
    const { knowledge, consultations } = props;
    const services = endpointsToCreate(props.config);
    new PrivateEndpoints(this, 'Endpoints', {
      vpc,
      subnets,
      securityGroup: endpointSecurityGroup,
      planes: services.filter(isPlane),
      models: props.models,
      guardrail: props.guardrail,
      bucketArns: services.includes('s3') ? props.buckets.map(({ literalArn }) => literalArn) : [],
      purge: consultations && {
        roleArn: this.roleArn(this.names.scribeFunctionRole('purge')),
        bucketArns: [consultations.patients.literalArn],
      },
      deletableObjects: knowledge && [`${knowledge.documents.literalArn}/${KNOWLEDGE_PREFIXES.documents}*`],
      retrieval: knowledge && {
        knowledgeBaseArn: knowledge.base.knowledgeBase.attrKnowledgeBaseArn,
        roleArn: this.roleArn(this.names.knowledgeFunctionRole),
        notebookRoleArn: props.config.workbench?.findsPassages ? this.roleArn(this.names.notebookRole) : undefined,
        delegated: isDelegating(props.config) ? this.delegatedCalls(props.config) : undefined,
      },
    });
    this.makeWorkbench(props, services.filter(isOfWorkbench));
  }

  private makeWorkbench(
    { network: { vpc, subnets, endpointSecurityGroup: securityGroup } }: EndpointsStackProps,
    services: readonly WorkbenchService[],
  ): void {
    if (services.length === 0) return;
    const { notebookRole, scientistRole, workbench: instanceName } = this.names;
    new WorkbenchEndpoints(this, 'Workbench', {
      ...{ vpc, subnets, securityGroup, services, instanceName },
      notebookRoleArn: this.roleArn(notebookRole),
      scientistRoleArn: this.roleArn(scientistRole),
    });
  }

  private delegatedCalls({ knowledge }: DeploymentProps['config']): DelegatedCalls {
    const { retrieveAndGenerate = false, agentAlias } = knowledge ?? {};
    return {
      roleArn: this.roleArn(this.names.delegatedFunctionRole),
      isGenerating: retrieveAndGenerate,
      agentAliasArn: agentAlias && agentAliasArn(this, agentAlias),
    };
  }

  private roleArn(resourceName: string): string {
    return this.formatArn({ service: 'iam', region: '', resource: 'role', resourceName });
  }
}
