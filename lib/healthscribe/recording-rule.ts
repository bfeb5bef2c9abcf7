import type { Construct } from 'constructs';
import { CLINICAL_PREFIXES } from '../../domain/clinical-note/layout';
import type { PatientBucket } from './patient-bucket';
import type { ScribingWorkflow } from './scribing-workflow';
import { WorkflowRule } from './workflow-rule';

export interface RecordingRuleProps {
  readonly ruleName: string;
  readonly patients: PatientBucket;
  readonly workflow: ScribingWorkflow;
}

/**
 * Rule that starts the workflow when a recording is uploaded. HealthScribe and the functions write under other prefixes, and
 * start none. Only key and ETag are handed over.
 *
 * Source: Amazon S3 User Guide, "EventBridge event message structure".
 *
 * @example
 * new RecordingRule(stack, 'Recordings', { ruleName: 'clinic-scribing', patients, workflow: scribingWorkflow });
 */
export class RecordingRule extends WorkflowRule {
  constructor(scope: Construct, id: string, { patients, ...props }: RecordingRuleProps) {
    super(scope, id, props, {
      description: 'A recording was uploaded: start the scribing workflow',
      workflowWords: 'scribing workflow',
      eventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [patients.literalName] }, object: { key: [{ prefix: CLINICAL_PREFIXES.audio }] } },
      },
      input: { key: '$.detail.object.key', etag: '$.detail.object.etag' },
    });
  }
}
