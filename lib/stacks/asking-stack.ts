import { CfnOutput } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { KnowledgeConfig } from '../../domain/deployment/config/knowledge-config';
import { groupsOf, isDelegating, knowledgeSettings } from '../../domain/deployment/knowledge-settings';
import { answeringModels, modelIdOf } from '../../domain/models/answering-models';
import { catalogueOf } from '../../domain/models/declared-model';
import type { InvocableModel } from '../../domain/models/invocable-model';
import type { Guardrail } from '../bedrock/guardrail';
import { DailySync } from '../knowledge/daily-sync';
import { DelegatedFunction } from '../knowledge/delegated-function';
import { DocumentEvents } from '../knowledge/document-events';
import type { DocumentsBucket } from '../knowledge/documents-bucket';
import { IngestionFunction } from '../knowledge/ingestion-function';
import { IngestionWorkflow } from '../knowledge/ingestion-workflow';
import type { KnowledgeBase } from '../knowledge/knowledge-base';
import { KnowledgeFunction } from '../knowledge/knowledge-function';
import type { PrivateNetwork } from '../network/private-network';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

export interface AskingStackProps extends DeploymentProps {
  readonly key: kms.IKey;
  readonly network: PrivateNetwork;
  readonly models: readonly InvocableModel[];
  /** @default - no guardrail */
  readonly guardrail?: Guardrail | undefined;
  readonly knowledge: KnowledgeConfig;
  readonly base: KnowledgeBase;
  readonly documents: DocumentsBucket;
}

/** The function that answers questions from the documents, and the workflow that syncs them. */
export class AskingStack extends DeploymentStack {
  readonly asking: KnowledgeFunction;
  readonly workflow: IngestionWorkflow;
  /** Undefined if the row delegates nothing to Bedrock. */
  readonly delegated: DelegatedFunction | undefined;

  constructor(scope: Construct, id: string, props: AskingStackProps) {
    super(scope, id, props, {
      description: 'Private Bedrock: the function that answers questions from documents, and their sync',
    });
    const settings = knowledgeSettings(props.knowledge);
    this.asking = new KnowledgeFunction(this, 'Knowledge', {
      deployment: props.deployment,
      functionName: this.names.knowledgeFunction,
      roleName: this.names.knowledgeFunctionRole,
      logGroupName: `${this.names.logGroups}/knowledge`,
      network: props.network,
      encryptionKey: props.key,
      base: props.base,
      models: props.models,
      answering: answeringIn(props.config),
      results: settings.results,
      agent: settings.agent,
      audiences: settings.audiences,
      guardrail: props.guardrail,
      keepData: props.config.keepData,
    });
    this.delegated = isDelegating(props.config) ? this.makeDelegated(props) : undefined;
    const ingestionFunction = new IngestionFunction(this, 'Ingestion', {
      functionName: this.names.ingestion,
      logGroupName: `${this.names.logGroups}/ingestion`,
      network: props.network,
      encryptionKey: props.key,
      documents: props.documents,
      groups: groupsOf(props.knowledge),
      keepData: props.config.keepData,
    });
    this.workflow = new IngestionWorkflow(this, 'IngestionWorkflow', {
      stateMachineName: this.names.ingestion,
      roleName: this.names.ingestionWorkflowRole,
      deployment: props.deployment,
      ingestionFunction,
      base: props.base,
    });
    new DocumentEvents(this, 'DocumentEvents', {
      name: this.names.ingestion,
      roleName: this.names.documentEventsRole,
      documents: props.documents,
      workflow: this.workflow,
      encryptionKey: props.key,
    });
    new DailySync(this, 'DailySync', { ruleName: this.names.dailySync, workflow: this.workflow });
    new CfnOutput(this, 'IngestionWorkflowArn', { value: this.workflow.stateMachine.ref });
    new CfnOutput(this, 'KnowledgeFunctionName', { value: this.asking.function.functionName });
  }
  private makeDelegated(props: AskingStackProps): DelegatedFunction {
    const { results, retrieveAndGenerate, agentAlias } = knowledgeSettings(props.knowledge);
    const delegated = new DelegatedFunction(this, 'Delegated', {
      deployment: props.deployment,
      functionName: this.names.delegatedFunction,
      roleName: this.names.delegatedFunctionRole,
      logGroupName: `${this.names.logGroups}/delegated`,
      network: props.network,
      encryptionKey: props.key,
      base: props.base,
      models: props.models,
      answering: answeringIn(props.config),
      guardrail: props.guardrail,
      keepData: props.config.keepData,
      ...{ results, retrieveAndGenerate, agentAlias },
    });
    new CfnOutput(this, 'DelegatedFunctionName', { value: delegated.function.functionName });
    return delegated;
  }
}

const answeringIn = (config: DeploymentProps['config']): readonly string[] =>
  answeringModels(config.models, catalogueOf(config)).map(modelIdOf);
