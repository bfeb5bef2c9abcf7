import { Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PREFIXES } from '../../domain/fine-tuning/prefixes';
import { RolePolicy } from '../iam/role-policy';
import { serviceTrust } from '../iam/service-trust';
import type { FineTuningBucket } from '../storage/fine-tuning-bucket';
import type { TuningWorkflow } from './tuning-workflow';

export interface ManifestUploadRuleProps {
  readonly ruleName: string;
  readonly bucket: FineTuningBucket;
  readonly workflow: TuningWorkflow;
}

/** Pattern of the keys of manifests. An upload of any other object starts nothing. */
const MANIFEST_KEYS = `${PREFIXES.datasets}*manifest.json`;

/**
 * Rule that starts the workflow when a manifest is uploaded. Jobs write under another prefix and can start none.
 * Source of the event: Amazon S3 User Guide, "EventBridge event message structure".
 *
 * @example
 * new ManifestUploadRule(stack, 'ManifestUpload', { ruleName: 'chat-manifest', bucket, workflow: tuningWorkflow });
 */
export class ManifestUploadRule extends Construct {
  constructor(scope: Construct, id: string, { ruleName, bucket, workflow }: ManifestUploadRuleProps) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', {
      description: 'Assumed by EventBridge to start the tuning workflow',
      assumedBy: serviceTrust(
        'events.amazonaws.com',
        Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName: ruleName }),
      ),
    });
    const policy = new RolePolicy(role, 'Policy', { description: 'Start the tuning workflow', role });
    workflow.grantStart(policy);
    new events.CfnRule(this, 'Rule', {
      name: ruleName,
      description: 'A manifest was uploaded: start the tuning workflow',
      eventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [bucket.literalName] }, object: { key: [{ wildcard: MANIFEST_KEYS }] } },
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
          // After an hour without success, a person can upload the manifest again.
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
        },
      ],
    });
  }
}
