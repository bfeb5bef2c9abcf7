import { Aws, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PREFIXES } from '../../domain/fine-tuning/prefixes';
import { serviceTrust } from '../access/service-trust';
import type { FineTuningBucket } from '../storage/fine-tuning-bucket';
import type { TuningWorkflow } from './tuning-workflow';

export interface ManifestUploadProps {
  readonly ruleName: string;
  readonly bucket: FineTuningBucket;
  readonly workflow: TuningWorkflow;
}

/** What a manifest is called, below `datasets/`: nothing else that is uploaded starts anything. */
const MANIFESTS = `${PREFIXES.datasets}*manifest.json`;

/**
 * Starts the workflow when a manifest is uploaded. What jobs write lies under another prefix, and can start none.
 * Source of the event: Amazon S3 User Guide, "EventBridge event message structure".
 */
export class ManifestUpload extends Construct {
  constructor(scope: Construct, id: string, { ruleName, bucket, workflow }: ManifestUploadProps) {
    super(scope, id);
    const { partition, region } = Stack.of(this);
    const role = new iam.Role(this, 'Role', {
      description: 'Assumed by EventBridge to start the tuning workflow',
      assumedBy: serviceTrust(
        'events.amazonaws.com',
        `arn:${partition}:events:${region}:${Aws.ACCOUNT_ID}:rule/${ruleName}`,
      ),
    });
    const policy = new iam.ManagedPolicy(role, 'Policy', { description: 'Start the tuning workflow', roles: [role] });
    workflow.grantStart(policy);
    new events.CfnRule(this, 'Rule', {
      name: ruleName,
      description: 'A manifest was uploaded: start the tuning workflow',
      eventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [bucket.nameInSettings] }, object: { key: [{ wildcard: MANIFESTS }] } },
      },
      targets: [
        {
          id: 'Workflow',
          arn: workflow.stateMachine.ref,
          roleArn: role.roleArn,
          inputTransformer: {
            inputPathsMap: { key: '$.detail.object.key' },
            inputTemplate: '{"manifest": <key>}',
          },
          // An upload that could not start anything within the hour is one that somebody makes again.
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
        },
      ],
    });
  }
}
