import { coversResource, NOBODY } from '../../../template/patterns';
import { broadPolicies, IDENTITY_TYPES, identityStatements } from '../../../template/policies';
import { allowedOf, type Statement, wideResources } from '../../../template/statement';
import { property } from '../../../template/value';
import { type Rule, unless } from '../../rule';

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
const namesNoRole = (arn: string) =>
  [`role/${NOBODY}`, `role/${NOBODY}/${NOBODY}`].some((role) => coversResource(arn, 'iam', role));

const passesRole = (statement: Statement) => statement.allows && statement.speaksOf('iam:PassRole');

export const IAM_RULES: readonly Rule[] = [
  {
    id: 'IAM1',
    info: 'A role, user, group or permission set has an AWS managed policy for every model and no permissions boundary.',
    why: 'Policies like AmazonBedrockFullAccess grant every model in every Region, API keys, and the deletion of guardrails and invocation logging.',
    remedy:
      'Set a permissions boundary that names the models, as `PermissionsBoundary` does. A group cannot have a boundary: attach the policy to a role instead.',
    source: 'AWS Managed Policy Reference, AmazonBedrockFullAccess v11; IAM User Guide, "Permissions boundaries"',
    types: ['AWS::IAM::Group', 'AWS::IAM::Role', 'AWS::IAM::User', 'AWS::SSO::PermissionSet'],
    check: (resource, app) => {
      const broad = broadPolicies(resource, app);
      if (broad.length === 0) return 'not-applicable';
      const isBounded = app.given(property(resource.properties, 'PermissionsBoundary'), resource.stack) !== undefined;
      return isBounded ? [] : broad.map((name) => `Policy::${name}`);
    },
  },
  {
    id: 'IAM2',
    info: 'A role allows sessions longer than one hour.',
    why: 'Stolen credentials work until the session expires. IAM cannot revoke a single session, only all earlier sessions of the role.',
    remedy: 'Omit MaxSessionDuration, or set it to 3600 (seconds).',
    source: 'IAM User Guide, "Update the maximum session duration for a role": 3,600 seconds are the default',
    types: ['AWS::IAM::Role'],
    check: ({ properties, stack }, app) => {
      const seconds = property(properties, 'MaxSessionDuration');
      return seconds === undefined ? 'not-applicable' : unless(Number(app.text(seconds, stack)) <= ONE_HOUR);
    },
  },
  {
    id: 'IAM3',
    info: 'An identity policy allows iam:PassRole for every role.',
    why: 'A principal that can pass any role can use the permissions of that role: it passes an administrator’s role to its own function or customization job.',
    remedy: 'Name the role in Resource, or a prefix of its name.',
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
    info: 'An identity policy allows iam:PassRole to any service.',
    why: 'A principal can pass a role made for Bedrock to any other service in the role’s trust policy, now or later.',
    remedy: 'Add the condition `iam:PassedToService` with the service principal, for example bedrock.amazonaws.com.',
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
    info: 'An identity policy allows changes to guardrails or the deletion of invocation logging.',
    why: 'A user of models must not be able to disable the controls on that use.',
    remedy:
      'Grant these actions only to the deployment pipeline. If a wildcard grants them, add a Deny to the same policy.',
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
    info: 'An identity policy allows the purchase of Provisioned Throughput for any model.',
    why: 'Provisioned Throughput is billed by the hour even without requests, and a commitment lasts up to six months.',
    remedy: 'Name the custom model in Resource, or deny the action.',
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
