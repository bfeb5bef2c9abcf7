import { Duration, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as pipes from 'aws-cdk-lib/aws-pipes';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { KNOWLEDGE_PREFIXES } from '../../domain/knowledge/prefixes';
import { acknowledge } from '../checks/acknowledge';
import { grantKeyThrough } from '../encryption/key-grant';
import { RolePolicy } from '../iam/role-policy';
import { serviceTrust } from '../iam/service-trust';
import type { DocumentsBucket } from './documents-bucket';
import type { IngestionWorkflow } from './ingestion-workflow';

export interface DocumentEventsProps {
  /** Name of the rule and of the queue, which the policy of the key names before they exist. */
  readonly name: string;
  /** Name of the pipe and of its role. */
  readonly roleName: string;
  /** Bucket whose changes below `documents/` start the workflow. */
  readonly documents: DocumentsBucket;
  /** Workflow that is started. */
  readonly workflow: IngestionWorkflow;
  /** Encrypts the events in the queue: they have names of documents. */
  readonly encryptionKey: kms.IKey;
}

/** Time during which events are collected, so that many uploads start one execution. */
const COLLECTING = Duration.seconds(60);

/**
 * Starts the ingestion workflow after a document was uploaded, changed or deleted: EventBridge sends the events of S3 to a
 * queue, and a pipe takes them from it in batches. The workflow looks at the bucket itself, so that the pipe hands over
 * nothing of an event. An event whose batch cannot start the workflow stays in the queue and is tried again.
 *
 * Sources: Amazon S3 User Guide, "EventBridge event message structure"; Amazon EventBridge User Guide, "Amazon SQS queue as
 * a source" of a pipe.
 *
 * @example
 * new DocumentEvents(stack, 'DocumentEvents', {
 *   name: 'chat-ingestion',
 *   roleName: 'chat-documents-pipe',
 *   documents,
 *   workflow: ingestionWorkflow,
 *   encryptionKey: key,
 * });
 */
export class DocumentEvents extends Construct {
  constructor(scope: Construct, id: string, props: DocumentEventsProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const ruleArn = stack.formatArn({ service: 'events', resource: 'rule', resourceName: props.name });
    const queue = new sqs.Queue(this, 'Queue', {
      queueName: props.name,
      encryptionMasterKey: props.encryptionKey,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      visibilityTimeout: Duration.minutes(5),
    });
    queue.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'RuleSends',
        principals: [serviceTrust('events.amazonaws.com', ruleArn)],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
      }),
    );
    const reason =
      'The messages are wake-up calls: the workflow looks at the bucket itself, so that a lost one is made up for by the ' +
      'next. A queue for failed messages would only keep names of documents.';
    acknowledge(queue, { rule: 'AwsSolutions-SQS3', reason });
    new events.CfnRule(this, 'Rule', {
      name: props.name,
      description: 'A document was uploaded, changed or deleted: sync the documents',
      eventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created', 'Object Deleted'],
        detail: {
          bucket: { name: [props.documents.literalName] },
          object: { key: [{ prefix: KNOWLEDGE_PREFIXES.documents }] },
        },
      },
      targets: [{ id: 'Queue', arn: queue.queueArn }],
    });
    this.makePipe(props, queue);
  }

  private makePipe({ name, roleName, workflow, encryptionKey }: DocumentEventsProps, queue: sqs.IQueue): void {
    const pipeArn = Stack.of(this).formatArn({ service: 'pipes', resource: 'pipe', resourceName: name });
    const role = new iam.Role(this, 'Role', {
      roleName,
      description: 'Assumed by EventBridge Pipes to start the ingestion workflow',
      assumedBy: serviceTrust('pipes.amazonaws.com', pipeArn),
    });
    const policy = new RolePolicy(role, 'Policy', {
      description: 'Take events from the queue, start the ingestion workflow',
      role,
      statements: [
        new iam.PolicyStatement({
          sid: 'TakeEvents',
          actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
          resources: [queue.queueArn],
        }),
      ],
    });
    workflow.grantStart(policy);
    grantKeyThrough(encryptionKey, 'sqs', policy, 'kms:Decrypt');
    const pipe = new pipes.CfnPipe(this, 'Pipe', {
      name,
      description: 'Starts the ingestion workflow once for many events',
      roleArn: role.roleArn,
      source: queue.queueArn,
      sourceParameters: {
        sqsQueueParameters: { batchSize: 10_000, maximumBatchingWindowInSeconds: COLLECTING.toSeconds() },
      },
      target: workflow.stateMachine.ref,
      targetParameters: {
        // Nothing of the events: they have names of documents, and the workflow needs none.
        inputTemplate: '{}',
        stepFunctionStateMachineParameters: { invocationType: 'FIRE_AND_FORGET' },
      },
    });
    pipe.node.addDependency(role);
  }
}
