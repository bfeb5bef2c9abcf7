import { DEPLOYMENT_TAG } from '../../domain/deployment/names/tags';
import { defineWorkflow } from '../../lib/fine-tuning/workflow/definition';
import { definePurging } from '../../lib/healthscribe/purging/definition';
import { defineScribing } from '../../lib/healthscribe/workflow/definition';
import { defineIngestion } from '../../lib/knowledge/ingestion/definition';
import { ACCOUNT } from '../model/physical-ids';
import { BREAKER_TARGET, breakerDefinition, ofBreaker, spendPattern } from './breaker';
import { allOf, type Context, decisions, holds, is, isOneOf, type Settings, same, tags, words } from './setting';

/** True for the rule that syncs documents each day, whatever has happened. */
const isDaily = ({ placed }: Context): boolean => placed.at.includes('/Asking/DailySync');

/** True for the rule and the workflow of consultations. */
const ofConsultations = ({ placed }: Context): boolean => placed.at.includes('/Scribing/');

/** True for the rule and the workflow that purge what executions have left. */
const ofPurging = ({ placed }: Context): boolean => /\/Scribing\/(Purging|Stopped)/.test(placed.at);

/** True for what syncs documents; false for the tuning workflow. */
const ofDocuments = ({ placed }: Context): boolean => placed.at.includes('/Asking/');

const ofS3 = (types: readonly string[], bucket: string, key: object) => ({
  source: ['aws.s3'],
  'detail-type': types,
  detail: { bucket: { name: [bucket] }, object: { key: [key] } },
});

const manifestPattern = ({ config, deployment }: Context) =>
  ofS3(['Object Created'], `private-bedrock-${deployment}-${ACCOUNT}-${config.region}`, {
    wildcard: 'datasets/*manifest.json',
  });

const documentPattern = ({ config, deployment }: Context) =>
  ofS3(['Object Created', 'Object Deleted'], `pb-documents-${deployment}-${ACCOUNT}-${config.region}`, {
    prefix: 'documents/',
  });

const recordingPattern = ({ config, deployment }: Context) =>
  ofS3(['Object Created'], `pb-patients-${deployment}-${ACCOUNT}-${config.region}`, { prefix: 'audio/' });

/** Every end of an execution of the scribing workflow that its states may not have chosen. */
const stoppedPattern = (context: Context) => ({
  source: ['aws.states'],
  'detail-type': ['Step Functions Execution Status Change'],
  detail: {
    stateMachineArn: allOf(context, 'AWS::StepFunctions::StateMachine', 'Ref', '/Scribing/Workflow'),
    status: ['ABORTED', 'FAILED', 'TIMED_OUT'],
  },
});

/** Definition of a workflow of consultations. */
function scribingDefinition(context: Context): object {
  const { config, deployment, patientKey = '' } = context;
  const fn = (id: string) => allOf(context, 'AWS::Lambda::Function', 'Arn', `/Scribing/${id}`)[0] ?? '';
  const purging = {
    ...{ partition: 'aws', deployment, purgeFunctionArn: fn('Purge') },
    ...{ checkFunctionArn: fn('CheckAudio'), draftFunctionArn: fn('MakeDraft') },
    topicArn: allOf(context, 'AWS::SNS::Topic', 'Ref', '/Scribing/')[0] ?? '',
  };
  if (ofPurging(context)) return definePurging(purging);
  return defineScribing({
    ...purging,
    patientKeyArn: patientKey,
    patientBucket: `pb-patients-${deployment}-${ACCOUNT}-${config.region}`,
    dataAccessRoleArn: `arn:aws:iam::${ACCOUNT}:role/AmazonHealthScribe-${deployment}-${config.region}`,
  });
}

/** Definition that the row and the resources of the deployment lead to. */
function expectedDefinition(context: Context): object {
  const { config, deployment, placed } = context;
  if (ofBreaker(context)) return breakerDefinition(context);
  if (ofConsultations(context)) return scribingDefinition(context);
  const of = (type: string, attribute: string) => allOf(context, type, attribute)[0] ?? '';
  const own = allOf(context, 'AWS::Lambda::Function', 'Arn', ofDocuments(context) ? '/Asking/Ingestion' : placed.stack);
  const shared = { partition: 'aws', functionArn: own[0] ?? '' };
  if (ofDocuments(context)) {
    const knowledgeBaseId = of('AWS::Bedrock::KnowledgeBase', 'KnowledgeBaseId');
    return defineIngestion({
      ...shared,
      knowledgeBaseId,
      dataSourceId: of('AWS::Bedrock::DataSource', 'DataSourceId'),
      deployment,
    });
  }
  const id = of('AWS::Bedrock::Guardrail', 'GuardrailId');
  const version = of('AWS::Bedrock::GuardrailVersion', 'Version');
  return defineWorkflow({
    ...shared,
    ...(config.guardrail && { guardrail: { id, version } }),
    tag: { Key: DEPLOYMENT_TAG, Value: deployment },
  });
}

/** Target of the rule of manifests: only the key of an uploaded object reaches the workflow. */
const MANIFEST_TARGET = {
  InputTransformer: { InputPathsMap: { key: '$.detail.object.key' }, InputTemplate: '{"manifest": <key>}' },
  RetryPolicy: { MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 10 },
};

/** Target of the rule of recordings: key and ETag of an uploaded object, and nothing else of the event. */
const RECORDING_TARGET = {
  InputTransformer: {
    InputPathsMap: { key: '$.detail.object.key', etag: '$.detail.object.etag' },
    InputTemplate: '{"key": <key>, "etag": <etag>}',
  },
  RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
};

/** Target of the rule of stopped executions: the ARN of one. */
const STOPPED_TARGET = {
  InputTransformer: {
    InputPathsMap: { execution: '$.detail.executionArn' },
    InputTemplate: '{"execution": <execution>}',
  },
  RetryPolicy: RECORDING_TARGET.RetryPolicy,
};

/** Target of the daily rule. */
const DAILY_TARGET = { Input: '{"again":true}', RetryPolicy: MANIFEST_TARGET.RetryPolicy };

const targetOf = (context: Context): object => {
  if (ofBreaker(context)) return BREAKER_TARGET;
  if (ofConsultations(context)) return ofPurging(context) ? STOPPED_TARGET : RECORDING_TARGET;
  return isDaily(context) ? DAILY_TARGET : MANIFEST_TARGET;
};

/** Part of the place of the state machine that a rule starts: its stack has one, or two for consultations. */
const machineOf = (context: Context): string => {
  if (!ofConsultations(context)) return `/${context.placed.at.split('/')[1]}/`;
  return ofPurging(context) ? '/Scribing/Purging' : '/Scribing/Workflow';
};

/**
 * Requirements on the workflows beside their roles: their states are executed by test/fine-tuning/workflow,
 * test/knowledge/ingestion.test.ts and test/healthscribe/workflow.
 */
export const WORKFLOW: Readonly<Record<string, Settings>> = {
  'AWS::Events::Rule': {
    Description: words,
    EventPattern: holds(
      'nothing but an uploaded manifest, a changed document, an uploaded recording, a stopped execution or an alarm on costs starts a workflow',
      (value, context) => {
        if (isDaily(context)) return value === undefined;
        if (ofBreaker(context)) return same(value, spendPattern(context));
        if (ofPurging(context)) return same(value, stoppedPattern(context));
        if (ofConsultations(context)) return same(value, recordingPattern(context));
        return same(value, ofDocuments(context) ? documentPattern(context) : manifestPattern(context));
      },
    ),
    Name: { decidedBy: 'decisions' },
    ScheduleExpression: holds(
      'the documents are synced once a day, and nothing else happens by the clock',
      (value, context) => value === (isDaily(context) ? 'rate(1 day)' : undefined),
    ),
    State: holds('the rule is on', (value) => value === undefined || value === 'ENABLED'),
    Targets: holds(
      'an event starts its workflow with the key of a manifest or of a recording, an execution or an alarm, or wakes its queue',
      (value, context) => {
        const [target, ...others] = value as readonly Readonly<Record<string, unknown>>[];
        if (target === undefined || others.length > 0) return false;
        const { Arn, Id: _, RoleArn, ...how } = target;
        if (ofDocuments(context) && !isDaily(context)) {
          return isOneOf('AWS::SQS::Queue', 'Arn')(Arn, context) && RoleArn === undefined && same(how, {});
        }
        return (
          allOf(context, 'AWS::StepFunctions::StateMachine', 'Ref', machineOf(context)).includes(String(Arn)) &&
          isOneOf('AWS::IAM::Role', 'Arn')(RoleArn, context) &&
          same(how, targetOf(context))
        );
      },
    ),
    Tags: tags,
  },
  'AWS::StepFunctions::StateMachine': {
    DefinitionString: holds(
      'the workflow has the function, the guardrail, the knowledge base and the tag of its deployment, and no other',
      (value, context) => value === JSON.stringify(expectedDefinition(context)),
    ),
    EncryptionConfiguration: holds(
      'definition and history of the workflow of consultations are encrypted with the key of patient data',
      (value, context) =>
        same(
          value,
          ofConsultations(context)
            ? {
                KmsDataKeyReusePeriodSeconds: 900,
                KmsKeyId: context.patientKey,
                Type: 'CUSTOMER_MANAGED_KMS_KEY',
              }
            : undefined,
        ),
    ),
    RoleArn: holds('the workflow runs as a role of the deployment', isOneOf('AWS::IAM::Role', 'Arn')),
    StateMachineName: { decidedBy: 'decisions' },
    StateMachineType: is('its history is kept for 90 days', 'STANDARD'),
    Tags: tags,
    TracingConfiguration: is('every execution is traced', { Enabled: true }),
  },
  'AWS::SQS::Queue': {
    KmsMasterKeyId: holds('events are encrypted with the key of the deployment', (value, { key }) => same(value, key)),
    MessageRetentionPeriod: is('an event waits for four days at most', 345_600),
    QueueName: decisions,
    Tags: tags,
    VisibilityTimeout: is('an event that did not start the workflow is tried again', 300),
  },
  'AWS::SQS::QueuePolicy': {
    PolicyDocument: decisions,
    Queues: holds('a queue policy is that of a queue of the deployment', (value, context) =>
      [value].flat().every((queue) => isOneOf('AWS::SQS::Queue', 'Ref')(queue, context)),
    ),
  },
  'AWS::Pipes::Pipe': {
    Description: words,
    Name: decisions,
    RoleArn: holds('the pipe works as a role of the deployment', isOneOf('AWS::IAM::Role', 'Arn')),
    Source: holds('the pipe takes events of the deployment', isOneOf('AWS::SQS::Queue', 'Arn')),
    SourceParameters: is('many events start one execution', {
      SqsQueueParameters: { BatchSize: 10_000, MaximumBatchingWindowInSeconds: 60 },
    }),
    Tags: tags,
    Target: holds('the pipe starts the workflow of the deployment', isOneOf('AWS::StepFunctions::StateMachine', 'Ref')),
    TargetParameters: is('nothing of an event reaches the history of an execution', {
      InputTemplate: '{}',
      StepFunctionStateMachineParameters: { InvocationType: 'FIRE_AND_FORGET' },
    }),
  },
};
