import type { AppResources } from '../../template/app-resources';
import { broadPolicies, IDENTITY_TYPES, identityStatements } from '../../template/policies';
import { property } from '../../template/value';
import { type Rule, unless } from '../rule';
import { invokes } from './invocation';

/** CloudFormation has no type for it: a custom resource makes this call of the API. */
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
    why: 'Logs of models hold what people asked, and under a key of AWS nobody can say who may read it.',
    remedy: 'Set KmsKeyId.',
    source: 'CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS"',
    types: ['AWS::Logs::LogGroup'],
    check: ({ properties }) => unless(property(properties, 'KmsKeyId') !== undefined),
  },
  {
    id: 'LOG2',
    info: 'A log group keeps its events for ever.',
    why: 'What is kept for ever will be read one day by somebody whom it was not meant for, and is paid for until then.',
    remedy: 'Set RetentionInDays.',
    source: 'CloudWatch Logs User Guide, "Change log data retention": by default, never expire',
    types: ['AWS::Logs::LogGroup'],
    check: ({ properties }) => unless(property(properties, 'RetentionInDays') !== undefined),
  },
  {
    id: 'LOG3',
    info: 'Models may be invoked, and nothing in this app sets model invocation logging.',
    why: 'It is off by default: who asked which model what cannot be found out afterwards.',
    remedy:
      'Make the call PutModelInvocationLoggingConfiguration from a custom resource. It is one setting of an account and Region: where others own it, acknowledge this and say who.',
    source: 'Amazon Bedrock User Guide, "Monitor model invocation using CloudWatch Logs and Amazon S3"',
    types: IDENTITY_TYPES,
    check: (resource, app) =>
      identityStatements(resource, app).some(invokes) || broadPolicies(resource, app).length > 0
        ? unless(setsLogging(app))
        : 'not-applicable',
  },
];
