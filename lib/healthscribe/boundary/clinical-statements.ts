import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { CLINICAL_PREFIXES } from '../../../domain/clinical-note/layout';
import { deny, roleArn } from '../../access/boundary/boundary-statements';
import type { PatientKey } from '../patient-key';

/** Actions without a resource that a policy could name. */
const OPEN_ACTIONS = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
  'states:SendTaskSuccess',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
] as const;

export interface ClinicalBoundaryProps {
  /** Beginning of the names of the log groups, without the last `/`. */
  readonly logGroupPrefix: string;
  readonly dataAccessRoleName: string;
  readonly stateMachineNames: readonly string[];
  readonly functionNames: readonly string[];
  readonly topicName: string;
  /** ARNs of the buckets of patient data and of purge records. */
  readonly bucketArns: readonly string[];
  readonly patientKey: PatientKey;
  /** Name of the bucket that jobs write to. */
  readonly outputBucketName: string;
  /** Key of logs, notices and purge records. */
  readonly encryptionKey: kms.IKey;
}

/** Returns the statements of the boundary, in which an action is allowed only if one of them allows it. */
export function clinicalStatements(scope: Construct, props: ClinicalBoundaryProps): iam.PolicyStatement[] {
  const allows = allowStatements(scope, props);
  return [
    ...allows,
    deny('DenyAllElse', { notActions: allows.flatMap(({ actions }) => actions) }),
    deny('DenyOtherRegions', {
      notActions: ['iam:PassRole'],
      conditions: { StringNotEquals: { 'aws:RequestedRegion': Stack.of(scope).region } },
    }),
  ];
}

function allowStatements(scope: Construct, props: ClinicalBoundaryProps): readonly iam.PolicyStatement[] {
  const { bucketArns, patientKey } = props;
  const arn = (service: string, resource: string, resourceName: string, arnFormat = ArnFormat.COLON_RESOURCE_NAME) =>
    Stack.of(scope).formatArn({ service, resource, resourceName, arnFormat });
  const allow = (sid: string, actions: readonly string[], resources: readonly string[], conditions = {}) =>
    new iam.PolicyStatement({ sid, actions: [...actions], resources: [...resources], conditions });
  return [
    allow('AtMost', OPEN_ACTIONS, ['*']),
    allow(
      'WriteOurLogs',
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      [arn('logs', 'log-group', `${props.logGroupPrefix}/*`)],
    ),
    allow(
      'UseOurObjects',
      [
        's3:AbortMultipartUpload',
        's3:DeleteObject',
        's3:GetObject',
        's3:ListBucket',
        's3:ListBucketMultipartUploads',
        's3:ListMultipartUploadParts',
        's3:PutObject',
      ],
      bucketArns.flatMap((bucket) => [bucket, `${bucket}/*`]),
    ),
    allow(
      'UseOurKeys',
      ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
      [patientKey.keyArn, props.encryptionKey.keyArn],
    ),
    allow('StartJobsWithOurBucketAndKey', ['transcribe:StartMedicalScribeJob'], ['*'], {
      StringEquals: {
        'transcribe:OutputBucketName': props.outputBucketName,
        'transcribe:OutputEncryptionKMSKeyId': patientKey.keyArn,
      },
    }),
    allow(
      'FollowAndDeleteOurJobs',
      ['transcribe:DeleteMedicalScribeJob', 'transcribe:GetMedicalScribeJob'],
      [arn('transcribe', 'medical-scribe-job', `${CLINICAL_PREFIXES.jobs}*`, ArnFormat.SLASH_RESOURCE_NAME)],
    ),
    allow('PassTheDataAccessRole', ['iam:PassRole'], [roleArn(scope, props.dataAccessRoleName)], {
      StringEquals: { 'iam:PassedToService': 'transcribe.amazonaws.com' },
    }),
    allow(
      'RunOurWorkflows',
      ['states:DescribeExecution', 'states:StartExecution'],
      props.stateMachineNames.flatMap((name) => [
        arn('states', 'stateMachine', name),
        arn('states', 'execution', `${name}:*`),
      ]),
    ),
    allow(
      'CallOurFunctions',
      ['lambda:InvokeFunction'],
      props.functionNames.map((name) => arn('lambda', 'function', name)),
    ),
    allow(
      'PublishNotices',
      ['sns:Publish'],
      [Stack.of(scope).formatArn({ service: 'sns', resource: props.topicName })],
    ),
    allow('SendEvents', ['events:PutEvents'], [arn('events', 'event-bus', 'default', ArnFormat.SLASH_RESOURCE_NAME)]),
  ];
}
