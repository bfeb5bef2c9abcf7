import { Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { CLINICAL_PREFIXES } from '../../domain/clinical-note/layout';
import { RolePolicy } from '../iam/role-policy';
import { serviceTrust } from '../iam/service-trust';
import type { PatientBucket } from './patient-bucket';
import type { ScribingWorkflow } from './scribing-workflow';

export interface RecordingRuleProps {
  readonly ruleName: string;
  readonly patients: PatientBucket;
  readonly workflow: ScribingWorkflow;
}

/** Time during which an event is tried again. The lifecycle of the bucket then deletes the recording. */
const RETRIED = Duration.days(1);

/**
 * Rule that starts the workflow when a recording is uploaded. HealthScribe and the functions write under other prefixes, and
 * start none. Only key and ETag are handed over.
 *
 * Sources: Amazon S3 User Guide, "EventBridge event message structure"; AWS Step Functions Developer Guide, "Data at rest
 * encryption": who starts an execution needs no key.
 *
 * @example
 * new RecordingRule(stack, 'Recordings', { ruleName: 'clinic-scribing', patients, workflow: scribingWorkflow });
 */
export class RecordingRule extends Construct {
  constructor(scope: Construct, id: string, { ruleName, patients, workflow }: RecordingRuleProps) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', {
      description: 'Assumed by EventBridge to start the scribing workflow',
      assumedBy: serviceTrust(
        'events.amazonaws.com',
        Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName: ruleName }),
      ),
    });
    const policy = new RolePolicy(role, 'Policy', { description: 'Start the scribing workflow', role });
    workflow.grantStart(policy);
    new events.CfnRule(this, 'Rule', {
      name: ruleName,
      description: 'A recording was uploaded: start the scribing workflow',
      eventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [patients.literalName] }, object: { key: [{ prefix: CLINICAL_PREFIXES.audio }] } },
      },
      targets: [
        {
          id: 'Workflow',
          arn: workflow.stateMachine.ref,
          roleArn: role.roleArn,
          inputTransformer: {
            inputPathsMap: { key: '$.detail.object.key', etag: '$.detail.object.etag' },
            inputTemplate: '{"key": <key>, "etag": <etag>}',
          },
          retryPolicy: { maximumEventAgeInSeconds: RETRIED.toSeconds(), maximumRetryAttempts: 185 },
        },
      ],
    });
  }
}
