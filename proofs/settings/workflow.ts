import { ACCOUNT } from '../model/physical-ids';
import { type Context, decisions, holds, is, isOneOf, type Settings, same, tags, words } from './setting';

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

/**
 * Requirements on the workflows beside their roles: their states are executed by test/fine-tuning/workflow and
 * test/knowledge/ingestion.test.ts.
 */
export const WORKFLOW: Readonly<Record<string, Settings>> = {
  'AWS::Events::Rule': {
    Description: words,
    EventPattern: holds(
      'nothing but an uploaded manifest, or a changed document, starts a workflow',
      (value, context) => same(value, ofDocuments(context) ? documentPattern(context) : manifestPattern(context)),
    ),
    Name: { decidedBy: 'decisions' },
    State: holds('the rule is on', (value) => value === undefined || value === 'ENABLED'),
    Targets: holds(
      'an event starts the workflow of the deployment or wakes its queue, and nothing else',
      (value, context) => {
        const [target, ...others] = value as readonly Readonly<Record<string, unknown>>[];
        if (others.length > 0) return false;
        if (ofDocuments(context)) {
          return isOneOf('AWS::SQS::Queue', 'Arn')(target?.Arn, context) && target?.RoleArn === undefined;
        }
        return (
          isOneOf('AWS::StepFunctions::StateMachine', 'Ref')(target?.Arn, context) &&
          isOneOf('AWS::IAM::Role', 'Arn')(target?.RoleArn, context)
        );
      },
    ),
    Tags: tags,
  },
  'AWS::StepFunctions::StateMachine': {
    DefinitionString: holds(
      'the workflow calls the function of the deployment and AWS, and nothing else',
      (value, { resolver }) => {
        const { States } = JSON.parse(String(value)) as { States: Record<string, { Resource?: string }> };
        const functions = resolver.resources
          .filter(({ resource }) => resource.Type === 'AWS::Lambda::Function')
          .map((placed) => resolver.attributeOf(placed, 'Arn'));
        return Object.values(States).every(
          ({ Resource }) =>
            Resource === undefined || Resource.startsWith('arn:aws:states:::') || functions.includes(Resource),
        );
      },
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
  'AWS::SQS::QueuePolicy': { PolicyDocument: decisions, Queues: decisions },
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
