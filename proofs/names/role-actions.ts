import type { World } from '../decisions/world';
import { list, type NamedPolicy, type Statement } from '../model/policy';
import { isTeamRole } from '../model/role-words';
import { NotModelledError } from '../not-modelled';

const of = (service: string, ...names: readonly string[]) => names.map((name) => `${service}:${name}`);

/** Actions on the key, which a role can use only in requests to one service. */
const keyThrough = (service: string, ...names: readonly string[]) =>
  names.map((name) => `kms:${name} through ${service}`);

/** Actions on the key of patient data, which a role can use only for executions of the workflow. */
const keyOf = (...names: readonly string[]) => names.map((name) => `kms:${name} for executions`);

const INVOKE = of('bedrock', 'ApplyGuardrail', 'InvokeModel', 'InvokeModelWithResponseStream');
const UPLOAD = of('s3', 'AbortMultipartUpload', 'GetObject', 'ListBucket', 'ListMultipartUploadParts', 'PutObject');
const STORE = [...UPLOAD, ...keyThrough('s3', 'Decrypt', 'GenerateDataKey')];
const TRAIN = keyThrough('bedrock', 'CreateGrant', 'Decrypt', 'DescribeKey', 'GenerateDataKey');
const TRACE = of('xray', 'PutTelemetryRecords', 'PutTraceSegments');
const PLACE = of(
  'ec2',
  'CreateNetworkInterface',
  'DeleteNetworkInterface',
  'DescribeNetworkInterfaces',
  'DescribeSubnets',
);
const FUNCTION = [
  ...PLACE,
  ...of('ec2', 'AssignPrivateIpAddresses', 'UnassignPrivateIpAddresses'),
  ...of('logs', 'CreateLogStream', 'PutLogEvents'),
  ...TRACE,
];
const WORKFLOW = [
  ...of('events', 'PutEvents'),
  ...of('lambda', 'InvokeFunction'),
  ...of('xray', 'GetSamplingRules', 'GetSamplingTargets'),
  ...TRACE,
];
const READ = [...keyThrough('s3', 'Decrypt'), ...of('s3', 'GetObject', 'ListBucket')];
const CALLER = [...INVOKE, ...keyThrough('bedrock', 'Decrypt'), ...of('lambda', 'InvokeFunction')];
const FOLLOW_JOBS = of('bedrock', 'GetModelCustomizationJob', 'StopModelCustomizationJob');

/** Every action that the own policies of a role can allow, in whatever row. Which of them, and on what, decisions ask. */
export const ROLE_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  administrator: [...of('bedrock', 'ApplyGuardrail'), ...keyThrough('bedrock', 'Decrypt')],
  'application role': CALLER,
  'role of a team': of('lambda', 'InvokeFunction'),
  breaker: [
    ...of('iam', 'AttachRolePolicy'),
    ...of('lambda', 'PutFunctionConcurrency'),
    ...of('sns', 'Publish'),
    ...keyThrough('sns', 'Decrypt', 'GenerateDataKey'),
    ...of('xray', 'GetSamplingRules', 'GetSamplingTargets'),
    ...TRACE,
  ],
  'breaker operator': [
    ...of('cloudwatch', 'DescribeAlarms', 'GetMetricData'),
    ...of('iam', 'DetachRolePolicy', 'ListEntitiesForPolicy', 'ListPolicyTags', 'TagPolicy'),
    ...of('lambda', 'DeleteFunctionConcurrency', 'GetFunctionConcurrency', 'PutFunctionConcurrency'),
    ...of('states', 'GetExecutionHistory', 'ListExecutions'),
  ],
  'budget action': of('iam', 'AttachRolePolicy'),
  'breaker rule': of('states', 'StartExecution'),
  'break-glass role': STORE,
  curator: [...STORE, ...of('s3', 'DeleteObject'), ...of('states', 'DescribeExecution', 'StartExecution')],
  'audio check function': [
    ...keyThrough('s3', 'Decrypt', 'GenerateDataKey'),
    ...of('s3', 'GetObject', 'ListBucket', 'PutObject'),
    ...FUNCTION,
  ],
  clinician: [...STORE, ...keyOf('Decrypt', 'GenerateDataKey'), ...of('states', 'SendTaskSuccess')],
  'data access role': [
    ...keyThrough('s3', 'Decrypt', 'GenerateDataKey'),
    ...keyThrough('transcribe', 'Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey'),
    ...of('s3', 'GetObject', 'PutObject'),
  ],
  'draft function': [
    ...keyThrough('s3', 'Decrypt', 'GenerateDataKey'),
    ...of('s3', 'GetObject', 'ListBucket', 'PutObject'),
    ...FUNCTION,
  ],
  'purge function': [
    ...keyThrough('s3', 'GenerateDataKey'),
    ...of('s3', 'AbortMultipartUpload', 'DeleteObject', 'ListBucket', 'ListBucketMultipartUploads', 'PutObject'),
    ...FUNCTION,
  ],
  'purging rule': of('states', 'StartExecution'),
  'purging workflow': [
    ...keyOf('Decrypt', 'GenerateDataKey'),
    ...keyThrough('sns', 'Decrypt', 'GenerateDataKey'),
    ...of('sns', 'Publish'),
    ...of('states', 'DescribeExecution'),
    ...of('transcribe', 'DeleteMedicalScribeJob', 'GetMedicalScribeJob'),
    ...WORKFLOW,
  ],
  'recording rule': of('states', 'StartExecution'),
  'scribing workflow': [
    ...keyOf('Decrypt', 'GenerateDataKey'),
    ...keyThrough('sns', 'Decrypt', 'GenerateDataKey'),
    ...keyThrough('transcribe', 'Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey'),
    ...of('iam', 'PassRole'),
    ...of('sns', 'Publish'),
    ...of('transcribe', 'DeleteMedicalScribeJob', 'GetMedicalScribeJob', 'StartMedicalScribeJob'),
    ...WORKFLOW,
  ],
  'records reader': READ,
  auditor: READ,
  'report reader': READ,
  'customization role': [
    ...STORE,
    ...PLACE,
    ...of('ec2', 'CreateNetworkInterfacePermission', 'CreateTags', 'DeleteNetworkInterfacePermission'),
    ...of('ec2', 'DescribeDhcpOptions', 'DescribeSecurityGroups', 'DescribeVpcs'),
    ...TRAIN,
  ],
  'daily sync rule': of('states', 'StartExecution'),
  'delegated function': [
    ...INVOKE,
    ...of('bedrock', 'InvokeAgent', 'Retrieve', 'RetrieveAndGenerate'),
    ...keyThrough('bedrock', 'Decrypt'),
    ...FUNCTION,
  ],
  'documents break-glass role': [...STORE, ...of('s3', 'DeleteObject')],
  'documents pipe': [
    ...keyThrough('sqs', 'Decrypt'),
    ...of('sqs', 'DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'),
    ...of('states', 'StartExecution'),
  ],
  'flow-log role': of('logs', 'CreateLogStream', 'DescribeLogStreams', 'PutLogEvents'),
  'inference function': [...INVOKE, ...keyThrough('bedrock', 'Decrypt'), ...FUNCTION],
  'ingestion function': [
    ...keyThrough('s3', 'Decrypt', 'GenerateDataKey'),
    ...of('s3', 'GetObject', 'ListBucket', 'PutObject'),
    ...FUNCTION,
  ],
  'ingestion workflow': [...of('bedrock', 'GetIngestionJob', 'ListIngestionJobs', 'StartIngestionJob'), ...WORKFLOW],
  invoker: CALLER,
  'knowledge base role': [
    ...of('bedrock', 'InvokeModel'),
    ...['bedrock', 's3', 's3vectors'].flatMap((service) => keyThrough(service, 'Decrypt', 'GenerateDataKey')),
    ...of('s3', 'GetObject', 'ListBucket'),
    ...of('s3vectors', 'DeleteVectors', 'GetIndex', 'GetVectors', 'PutVectors', 'QueryVectors'),
  ],
  'knowledge function': [...INVOKE, ...of('bedrock', 'Retrieve'), ...keyThrough('bedrock', 'Decrypt'), ...FUNCTION],
  'manifest rule': of('states', 'StartExecution'),
  'notebook role': [
    ...INVOKE,
    ...of('bedrock', 'Retrieve'),
    ...keyThrough('bedrock', 'Decrypt'),
    ...keyThrough('s3', 'Decrypt'),
    ...keyThrough('sagemaker', 'CreateGrant', 'Decrypt', 'DescribeKey'),
    ...of('logs', 'CreateLogStream', 'PutLogEvents'),
    ...of('s3', 'GetObject', 'ListBucket'),
    ...of('sagemaker', 'DescribeNotebookInstance', 'StopNotebookInstance'),
  ],
  reader: [],
  scientist: [
    ...keyThrough('sagemaker', 'CreateGrant', 'DescribeKey'),
    ...of('sagemaker', 'CreatePresignedNotebookInstanceUrl', 'DescribeNotebookInstance'),
    ...of('sagemaker', 'StartNotebookInstance', 'StopNotebookInstance'),
  ],
  tuner: [
    ...STORE,
    ...FOLLOW_JOBS,
    ...of('bedrock', 'GetCustomModel', 'ListCustomModels', 'ListModelCustomizationJobs'),
    ...of('states', 'DescribeExecution', 'GetExecutionHistory', 'StartExecution'),
  ],
  'tuning function': [...STORE, ...FUNCTION],
  'tuning workflow': [
    ...FOLLOW_JOBS,
    ...of('bedrock', 'ApplyGuardrail', 'InvokeModel', 'TagResource'),
    ...of('bedrock', 'CreateCustomModelDeployment', 'DeleteCustomModelDeployment', 'GetCustomModelDeployment'),
    ...of('bedrock', 'CreateModelCustomizationJob'),
    ...of('iam', 'PassRole'),
    ...TRAIN,
    ...WORKFLOW,
  ],
};

/** Returns the actions of the kind of a role. Teams differ by name only. */
export const roleActions = (name: string): readonly string[] | undefined =>
  ROLE_ACTIONS[isTeamRole(name) ? 'role of a team' : name];

/**
 * Returns the actions that a role has beside those of its kind. Decisions ask what a role must not do; this finds what
 * nobody thought of asking, in every row.
 *
 * @param isOfAws policies that AWS writes: the boundary limits them
 */
export function unlistedActions(
  { system: { roles } }: World,
  isOfAws: (policy: NamedPolicy) => boolean,
): readonly string[] {
  return roles.flatMap(({ name, at, identity }) => {
    const listed = roleActions(name);
    if (!listed) throw new NotModelledError(at, 'this role', 'Say in proofs/names/role-actions.ts what it can do.');
    return identity
      .filter((policy) => !isOfAws(policy))
      .flatMap((policy) =>
        policy.document.Statement.filter(({ Effect }) => Effect === 'Allow').flatMap((statement) =>
          allowedBy(statement)
            .filter((action) => !listed.includes(action))
            .map(
              (action) => `a role has no action but those of its kind. But: ${policy.name} gives ${action} to ${name}`,
            ),
        ),
      );
  });
}

/** Actions of an Allow; those on a key once for each service that the condition names. */
function allowedBy({ Action, NotAction, Condition = {} }: Statement): readonly string[] {
  const services = Object.values(Condition).flatMap((wanted) => list(wanted['kms:ViaService']));
  if (Condition.StringEquals?.['kms:EncryptionContext:aws:states:stateMachineArn'] !== undefined) {
    return list(Action).map((action) => `${action} for executions`);
  }
  return [
    ...list(Action).flatMap((action) =>
      action.startsWith('kms:') && services.length > 0
        ? services.map((host) => `${action} through ${host.split('.')[0]}`)
        : [action],
    ),
    ...list(NotAction).map((action) => `all but ${action}`),
  ];
}
