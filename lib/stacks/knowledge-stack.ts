import { CfnOutput } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { KnowledgeConfig } from '../../domain/deployment/config/knowledge-config';
import { knowledgeSettings } from '../../domain/deployment/knowledge-settings';
import { trustOf } from '../../domain/deployment/personas';
import { BreakGlassRole } from '../access/break-glass-role';
import { DocumentsBucket } from '../knowledge/documents-bucket';
import { KnowledgeBase } from '../knowledge/knowledge-base';
import { KnowledgeBaseRole } from '../knowledge/knowledge-base-role';
import { VectorStore } from '../knowledge/vector-store';
import type { PrivateNetwork } from '../network/private-network';
import { AccessLogBucket } from '../storage/access-log-bucket';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

export interface KnowledgeStackProps extends DeploymentProps {
  readonly key: kms.IKey;
  readonly network: PrivateNetwork;
  readonly knowledge: KnowledgeConfig;
}

/** Documents, their vectors, and the knowledge base that finds passages in them. */
export class KnowledgeStack extends DeploymentStack {
  readonly documents: DocumentsBucket;
  readonly base: KnowledgeBase;
  /** Role that Bedrock assumes for the knowledge base. */
  readonly role: KnowledgeBaseRole;

  constructor(scope: Construct, id: string, props: KnowledgeStackProps) {
    super(scope, id, props, {
      description: 'Private Bedrock: documents, their vectors, and the knowledge base over them',
      holdsData: true,
    });
    const { key: encryptionKey } = props;
    const { keepData } = props.config;
    const settings = knowledgeSettings(props.knowledge);
    const embedding = { model: settings.embeddingModel, dimensions: settings.dimensions };
    const { knowledgeBaseRole: roleName, documentsBreakGlassRole } = this.names;
    this.documents = new DocumentsBucket(this, 'Documents', {
      namePrefix: this.names.documentsBucket,
      encryptionKey,
      accessLogs: new AccessLogBucket(this, 'DocumentsAccessLogs', { keepData }),
      keepData,
      onlyNetwork: settings.vpcOnly
        ? { vpc: props.network.vpc, exemptRoleNames: [documentsBreakGlassRole, roleName] }
        : undefined,
    });
    const store = new VectorStore(this, 'Vectors', {
      bucketName: this.names.vectorBucket,
      encryptionKey,
      embedding,
      roleName,
    });
    this.role = new KnowledgeBaseRole(this, 'KnowledgeBaseRole', {
      roleName,
      documents: this.documents,
      store,
      encryptionKey,
      embedding,
    });
    this.base = new KnowledgeBase(this, 'KnowledgeBase', {
      namePrefix: this.names.prefix,
      documents: this.documents,
      store,
      role: this.role,
      encryptionKey,
      embedding,
      chunking: { tokens: settings.chunkTokens, overlapPercent: settings.chunkOverlapPercent },
    });
    new CfnOutput(this, 'DocumentsBucketName', { value: this.documents.bucketName });
    new CfnOutput(this, 'KnowledgeBaseId', { value: this.base.knowledgeBase.attrKnowledgeBaseId });
    new CfnOutput(this, 'DataSourceId', { value: this.base.dataSource.attrDataSourceId });
    if (settings.vpcOnly) this.makeBreakGlass(props, documentsBreakGlassRole);
  }

  /** Access to the documents from outside the VPC, for the day when the VPC itself fails. */
  private makeBreakGlass({ config }: DeploymentProps, roleName: string): void {
    const breakGlass = new BreakGlassRole(this, 'BreakGlass', {
      roleName,
      data: 'the documents',
      trustedPrincipals: trustOf(config, 'breakGlass'),
    });
    this.documents.grantCurate(breakGlass.policy);
    this.documents.grantReadReports(breakGlass.policy);
  }
}
