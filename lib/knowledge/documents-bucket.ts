import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { KNOWLEDGE_PREFIXES, UPLOAD_MANIFEST_KEY } from '../../domain/knowledge/prefixes';
import { SIDECAR_SUFFIX } from '../../domain/knowledge/sidecar';
import { acknowledgeResource } from '../checks/acknowledge';
import { DataBucket, type OnlyNetwork, WRITE_ACTIONS } from '../storage/data-bucket';
import type { SecureBucketProps } from '../storage/secure-bucket';

export interface DocumentsBucketProps extends SecureBucketProps {
  /**
   * Refuses reads and writes of objects from outside a VPC. The role of the knowledge base must be exempt: Bedrock reads
   * documents from its own network.
   *
   * @default - the network is not restricted
   */
  readonly onlyNetwork?: OnlyNetwork | undefined;
}

/**
 * Bucket for the documents of a knowledge base and the reports of their syncs. Only `documents/` is ingested, so that a
 * report is never an answer. Uploads and deletions are events on the default event bus of EventBridge.
 *
 * @example
 * const documents = new DocumentsBucket(stack, 'Documents', { namePrefix: 'docs', encryptionKey: key, accessLogs });
 * documents.grantCurate(role);
 */
export class DocumentsBucket extends DataBucket {
  constructor(scope: Construct, id: string, props: DocumentsBucketProps) {
    super(scope, id, props);
    this.sendEvents();
    if (props.onlyNetwork) this.refuseOtherNetworks(props.onlyNetwork);
  }

  /** Lets the grantee read documents. */
  grantReadDocuments(grantee: iam.IGrantable): iam.Grant {
    return this.grantObjects(grantee, {
      prefix: KNOWLEDGE_PREFIXES.documents,
      actions: ['s3:GetObject'],
      keyActions: ['kms:Decrypt'],
    });
  }

  /**
   * Lets the grantee upload, read and delete documents, and write the manifest of the uploads. A deleted document can be
   * restored, since the bucket keeps versions.
   */
  grantCurate(grantee: iam.IGrantable): iam.Grant {
    return this.grantObjects(grantee, {
      prefix: KNOWLEDGE_PREFIXES.documents,
      actions: ['s3:DeleteObject', 's3:GetObject', ...WRITE_ACTIONS],
      keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    }).combine(
      iam.Grant.addToPrincipal({
        grantee,
        actions: ['s3:PutObject'],
        resourceArns: [`${this.literalArn}/${UPLOAD_MANIFEST_KEY}`],
        conditions: { StringEquals: { 'aws:ResourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }

  /** Lets the grantee check documents: read all, write sidecars of documents, and write the reports of syncs. */
  grantCheck(grantee: iam.IGrantable): iam.Grant {
    const ours = { StringEquals: { 'aws:ResourceAccount': Aws.ACCOUNT_ID } };
    const sidecars = `${this.literalArn}/${KNOWLEDGE_PREFIXES.documents}*${SIDECAR_SUFFIX}`;
    acknowledgeResource(grantee, sidecars, 'The pattern matches only the sidecars of documents of one bucket.');
    return this.grantReadDocuments(grantee)
      .combine(
        iam.Grant.addToPrincipal({
          ...{ grantee, actions: ['s3:PutObject'], resourceArns: [sidecars], conditions: ours },
        }),
      )
      .combine(
        this.grantObjects(grantee, {
          prefix: KNOWLEDGE_PREFIXES.syncReports,
          actions: ['s3:PutObject'],
          keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        }),
      );
  }

  /** Lets the grantee read the reports of syncs. */
  grantReadReports(grantee: iam.IGrantable): iam.Grant {
    return this.grantObjects(grantee, {
      prefix: KNOWLEDGE_PREFIXES.syncReports,
      actions: ['s3:GetObject'],
      keyActions: ['kms:Decrypt'],
    });
  }

  /**
   * Lets the role of a knowledge base read documents, and list the bucket: AWS does not document that Bedrock names the
   * prefix in its list. The role has the key by a grant of its own.
   */
  grantIngest(grantee: iam.IGrantable): iam.Grant {
    const objects = `${this.literalArn}/${KNOWLEDGE_PREFIXES.documents}*`;
    const ours = { StringEquals: { 'aws:ResourceAccount': Aws.ACCOUNT_ID } };
    acknowledgeResource(grantee, objects, 'The pattern matches only the documents of one bucket.');
    const allow = (action: string, resource: string) =>
      iam.Grant.addToPrincipal({ grantee, actions: [action], resourceArns: [resource], conditions: ours });
    return allow('s3:GetObject', objects).combine(allow('s3:ListBucket', this.literalArn));
  }
}
