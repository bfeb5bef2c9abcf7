import { ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { LARGE_DATA_PREFIX } from '../../domain/account/logging-setting';
import { acknowledge, acknowledgeResource } from '../checks/acknowledge';
import { RolePolicy } from '../iam/role-policy';
import { SecureBucket } from '../storage/secure-bucket';
import { bedrockOf, type PromptKey } from './prompt-key';

export interface PromptLogsProps {
  readonly logGroupName: string;
  /** Prefix of the bucket's name. */
  readonly bucketPrefix: string;
  /** Role that Bedrock assumes to write into the log group. */
  readonly roleName: string;
  readonly encryptionKey: PromptKey;
  /** Destination of the access logs of the bucket. */
  readonly accessLogs: s3.IBucket;
  /** Time after which prompts and answers are deleted, in days that CloudWatch Logs offers. */
  readonly retentionDays: number;
  /**
   * Keeps log group and bucket when the stack is deleted.
   *
   * @default false
   */
  readonly keepData?: boolean;
}

/** Stream that Bedrock writes into. */
const STREAM = 'aws/bedrock/modelinvocations';

/**
 * Places of invocation logs: a log group, a bucket for data that is too large for it, and the role with which Bedrock writes.
 * They hold prompts and answers of everybody in the account. Nothing is written before the setting names them.
 *
 * The bucket policy is complete: Bedrock edits it only for a caller with `s3:PutBucketPolicy`.
 *
 * Source: Amazon Bedrock User Guide, "Monitor model invocation using CloudWatch Logs and Amazon S3".
 *
 * @example
 * const promptLogs = new PromptLogs(stack, 'PromptLogs', {
 *   logGroupName: '/prompts/invocations',
 *   bucketPrefix: 'prompts',
 *   roleName: 'AmazonBedrock-logging',
 *   encryptionKey: promptKey,
 *   accessLogs,
 *   retentionDays: 30,
 * });
 * promptLogs.grantRead(role);
 */
export class PromptLogs extends Construct {
  readonly logGroup: logs.LogGroup;
  readonly bucket: SecureBucket;
  readonly role: iam.Role;
  private readonly logGroupArn: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PromptLogsProps,
  ) {
    super(scope, id);
    const { encryptionKey, retentionDays, keepData = false } = props;
    this.logGroupArn = Stack.of(this).formatArn({
      ...{ service: 'logs', resource: 'log-group', resourceName: props.logGroupName },
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.logGroup = new logs.LogGroup(this, 'LogGroup', {
      logGroupName: props.logGroupName,
      encryptionKey,
      retention: retentionDays,
      removalPolicy: keepData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    this.bucket = new SecureBucket(this, 'Prompts', {
      ...{ namePrefix: props.bucketPrefix, encryptionKey, accessLogs: props.accessLogs, keepData },
      expiration: Duration.days(retentionDays),
    });
    this.admitBedrock();
    const noVersions = 'Prompts expire: an old version would outlive the retention that the row promises.';
    acknowledge(
      this.bucket,
      { rule: 'HIPAA.Security-S3BucketVersioningEnabled', reason: noVersions },
      { rule: 'NIST.800.53.R5-S3BucketVersioningEnabled', reason: noVersions },
    );
    this.role = this.makeRole(props.roleName);
  }

  /** Lets the grantee read prompts and answers in both places. */
  grantRead(grantee: iam.IGrantable): iam.Grant {
    const allow = (actions: readonly string[], ...resourceArns: string[]) =>
      iam.Grant.addToPrincipal({ grantee, actions: [...actions], resourceArns });
    const streams = `${this.logGroupArn}:*`;
    const objects = this.bucket.arnForObjects('*');
    acknowledgeResource(grantee, streams, 'The pattern matches the streams of one log group.');
    acknowledgeResource(grantee, objects, 'The pattern matches the objects of one bucket.');
    return allow(['logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents'], streams)
      .combine(allow(['s3:GetObject'], objects))
      .combine(allow(['s3:ListBucket'], this.bucket.bucketArn))
      .combine(this.props.encryptionKey.grantRead(grantee));
  }

  /** Lets the grantee hand the role to Bedrock, and to no other service. */
  grantPass(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['iam:PassRole'],
      resourceArns: [this.role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'bedrock.amazonaws.com' } },
    });
  }

  private admitBedrock(): void {
    const { account } = Stack.of(this);
    this.bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'BedrockWritesLargeData',
        principals: [bedrockOf(Stack.of(this))],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(`${LARGE_DATA_PREFIX}/AWSLogs/${account}/BedrockModelInvocationLogs/*`)],
      }),
    );
  }

  private makeRole(roleName: string): iam.Role {
    const role = new iam.Role(this, 'Role', {
      roleName,
      description: 'Writes copies of prompts and answers into their log group',
      assumedBy: bedrockOf(Stack.of(this)),
    });
    new RolePolicy(role, 'Policy', {
      description: 'Write into one stream of one log group',
      role,
      statements: [
        new iam.PolicyStatement({
          sid: 'WritePrompts',
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [`${this.logGroupArn}:log-stream:${STREAM}`],
        }),
      ],
    });
    return role;
  }
}
