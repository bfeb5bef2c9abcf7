import { broadPolicies, IDENTITY_TYPES, identityStatements } from '../../template/policies';
import { allowedOf, type Statement, wideResources } from '../../template/statement';
import { property } from '../../template/value';
import { type Rule, unless } from '../rule';

const ONE_HOUR = 3600;

/** Actions that remove guardrails or the record of invocations. Source: Service Authorization Reference, Amazon Bedrock. */
export const WEAKENING = [
  'bedrock:DeleteEnforcedGuardrailConfiguration',
  'bedrock:DeleteGuardrail',
  'bedrock:DeleteModelInvocationLoggingConfiguration',
  'bedrock:PutEnforcedGuardrailConfiguration',
  'bedrock:PutModelInvocationLoggingConfiguration',
  'bedrock:UpdateGuardrail',
] as const;

export const BUY = 'bedrock:CreateProvisionedModelThroughput';

/** `*`, or an ARN with nothing but wildcards where the name of the role is. */
const namesNoRole = (arn: string) => /^[*?/]*$/.test(arn.split(/:role\/?/).at(-1) ?? '');

const passesRole = (statement: Statement) => statement.allows && statement.speaksOf('iam:PassRole');

export const IAM_RULES: readonly Rule[] = [
  {
    id: 'IAM1',
    info: 'An AWS managed policy that covers every model is attached without a permissions boundary.',
    why: 'AmazonBedrockFullAccess and its kin grant every model in every Region, API keys, and the deletion of guardrails and invocation logging.',
    remedy:
      'Set a permissions boundary that names the models, as `PermissionsBoundary` does. A group can have none: attach the policy to a role.',
    source: 'AWS Managed Policy Reference, AmazonBedrockFullAccess v11; IAM User Guide, "Permissions boundaries"',
    types: ['AWS::IAM::Group', 'AWS::IAM::Role', 'AWS::IAM::User', 'AWS::SSO::PermissionSet'],
    check: (resource, app) => {
      const broad = broadPolicies(resource, app);
      if (broad.length === 0) return 'not-applicable';
      const isBounded = property(resource.properties, 'PermissionsBoundary') !== undefined;
      return isBounded ? [] : broad.map((name) => `Policy::${name}`);
    },
  },
  {
    id: 'IAM2',
    info: 'Sessions of a role last longer than an hour.',
    why: 'Credentials that were stolen work until the session ends, and no one can end it for them alone.',
    remedy: 'Leave MaxSessionDuration out, or set it to 3600.',
    source: 'IAM User Guide, "Update the maximum session duration for a role": 3,600 seconds are the default',
    types: ['AWS::IAM::Role'],
    check: ({ properties, stack }, app) => {
      const seconds = property(properties, 'MaxSessionDuration');
      return seconds === undefined ? 'not-applicable' : unless(Number(app.text(seconds, stack)) <= ONE_HOUR);
    },
  },
  {
    id: 'IAM3',
    info: 'An identity policy lets its holder pass every role.',
    why: 'Whoever can hand any role to a service can act with its rights: an administrator’s role in a customization job or a function of theirs.',
    remedy: 'Name the role, or the beginning of its name.',
    source: 'IAM User Guide, "Grant a user permissions to pass a role to an AWS service"',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const statements = identityStatements(resource, app).filter(passesRole);
      if (statements.length === 0) return 'not-applicable';
      return statements.flatMap((statement) => wideResources(statement, namesNoRole));
    },
  },
  {
    id: 'IAM4',
    info: 'An identity policy lets its holder pass a role to any service.',
    why: 'A role made for Bedrock can be handed to another service that trusts it too, or will.',
    remedy: 'Add the condition `iam:PassedToService` with the service, such as bedrock.amazonaws.com.',
    source: 'IAM User Guide, "iam:PassedToService"',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const statements = identityStatements(resource, app).filter(passesRole);
      if (statements.length === 0) return 'not-applicable';
      return statements
        .filter((statement) => !statement.demands('iam:PassedToService'))
        .map((statement) => `Statement::${statement.name}`);
    },
  },
  {
    id: 'IAM5',
    info: 'An identity policy lets its holder weaken guardrails or switch invocation logging off.',
    why: 'Who can use models should not be able to take away what watches over their use.',
    remedy: 'Leave these actions to the pipeline that deploys, and deny them beside a wildcard.',
    source: 'Service Authorization Reference, Amazon Bedrock',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const statements = identityStatements(resource, app);
      return statements.length === 0
        ? 'not-applicable'
        : allowedOf(statements, WEAKENING).map((action) => `Action::${action}`);
    },
  },
  {
    id: 'IAM6',
    info: 'An identity policy lets its holder buy Provisioned Throughput for any model.',
    why: 'It is paid by the hour whether it is used or not, and with a commitment for up to six months.',
    remedy: 'Name the custom model that it may be bought for, or deny the action.',
    source: 'Amazon Bedrock API Reference, CreateProvisionedModelThroughput (commitmentDuration)',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const statements = identityStatements(resource, app);
      if (allowedOf(statements, [BUY]).length === 0) return 'not-applicable';
      return statements
        .filter((statement) => statement.allows && statement.speaksOf(BUY))
        .flatMap((statement) => wideResources(statement, (arn) => /[*?]$/.test(arn)));
    },
  },
];
