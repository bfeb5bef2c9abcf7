import type { AppResources } from '../../template/app-resources';
import { broadPolicies, IDENTITY_TYPES, identityStatements } from '../../template/policies';
import { property } from '../../template/value';
import { type Rule, unless } from '../rule';
import { isOwnKey } from './encryption-rules';
import { invokes } from './invocation-rules';

/** API call that a custom resource makes. CloudFormation has no resource type for this setting. */
const SETS_LOGGING = /putModelInvocationLoggingConfiguration/i;

const setsLogging = (app: AppResources) =>
  app.all.some(
    ({ type, properties }) =>
      /^(Custom::|AWS::CloudFormation::CustomResource$)/.test(type) &&
      SETS_LOGGING.test(JSON.stringify(properties ?? '')),
  );

export const LOGGING_RULES: readonly Rule[] = [
  {
    id: 'LOG1',
    info: 'A log group is not encrypted with a customer managed key.',
    why: 'Logs can contain prompts and answers. Only a customer managed key lets you restrict who can decrypt them.',
    remedy: 'Set KmsKeyId to the ARN of a customer managed key.',
    source: 'CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS"',
    types: ['AWS::Logs::LogGroup'],
    check: ({ properties, stack }, app) => unless(isOwnKey(app.given(property(properties, 'KmsKeyId'), stack))),
  },
  {
    id: 'LOG2',
    info: 'A log group has no retention period.',
    why: 'Without a retention period, log events never expire. Exposure and storage costs grow with time.',
    remedy: 'Set RetentionInDays.',
    source: 'CloudWatch Logs User Guide, "Change log data retention": by default, never expire',
    types: ['AWS::Logs::LogGroup'],
    check: ({ properties, stack }, app) =>
      unless(app.given(property(properties, 'RetentionInDays'), stack) !== undefined),
  },
  {
    id: 'LOG3',
    info: 'An identity policy allows model invocation, and the app does not configure model invocation logging.',
    why: 'Model invocation logging is off by default. Without it you cannot audit prompts, answers and callers.',
    remedy:
      'Call PutModelInvocationLoggingConfiguration from a custom resource. The setting applies to the whole account and Region. If another team owns it, acknowledge this finding and name the team.',
    source: 'Amazon Bedrock User Guide, "Monitor model invocation using CloudWatch Logs and Amazon S3"',
    types: IDENTITY_TYPES,
    check: (resource, app) =>
      identityStatements(resource, app).some(invokes) || broadPolicies(resource, app).length > 0
        ? unless(setsLogging(app))
        : 'not-applicable',
  },
  {
    id: 'LOG4',
    info: 'A state machine logs the input and output of its states.',
    why: 'Prompts, answers, passages and names of patients pass through states. Whoever may read the log group reads them, as long as it keeps them.',
    remedy:
      'Set `LoggingConfiguration.IncludeExecutionData` to false, or omit it. Status and state names stay in the log.',
    source: 'AWS Step Functions Developer Guide, "Using CloudWatch Logs to log execution history in Step Functions"',
    types: ['AWS::StepFunctions::StateMachine'],
    check: ({ properties, stack }, app) => {
      const isIncluded = property(properties, 'LoggingConfiguration', 'IncludeExecutionData');
      return unless(isIncluded === undefined || app.text(isIncluded, stack).toLowerCase() === 'false');
    },
  },
];
