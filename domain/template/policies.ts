import type { AppResources, Located } from './app-resources';
import { Statement } from './statement';
import { intrinsic, list, property, Unreadable, unlessUnreadable } from './value';

/** Types that hold an identity policy; a managed policy may be a permissions boundary as well, which is for who attaches it to know. */
export const IDENTITY_TYPES = [
  'AWS::IAM::Group',
  'AWS::IAM::GroupPolicy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::User',
  'AWS::IAM::UserPolicy',
  'AWS::SSO::PermissionSet',
] as const;

/** Type → the property that holds its resource policy. Names as in the types of aws-cdk-lib 2.276. */
const RESOURCE_POLICIES = {
  'AWS::Bedrock::KnowledgeBasePolicy': 'PolicyDocument',
  'AWS::Bedrock::ResourcePolicy': 'PolicyDocument',
  'AWS::BedrockAgentCore::ResourcePolicy': 'Policy',
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::KMS::ReplicaKey': 'KeyPolicy',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::S3Vectors::VectorBucketPolicy': 'Policy',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
} as const satisfies Record<string, string>;

export const RESOURCE_POLICY_TYPES = Object.keys(RESOURCE_POLICIES);

/** Statements of all identity policies that the resource holds. */
export function identityStatements({ type, properties, stack }: Located, app: AppResources): readonly Statement[] {
  if (type === 'AWS::SSO::PermissionSet') return statementsOf(property(properties, 'InlinePolicy'), stack, app);
  const inline = ['AWS::IAM::Group', 'AWS::IAM::Role', 'AWS::IAM::User'].includes(type);
  const documents = inline
    ? list(property(properties, 'Policies')).map((policy) => property(policy, 'PolicyDocument'))
    : [property(properties, 'PolicyDocument')];
  return documents.flatMap((document) => statementsOf(document, stack, app));
}

/** Types of the policies that name their roles. */
const ATTACHED_TYPES = ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy', 'AWS::IAM::RolePolicy'];

/** Returns the statements of the role's own policies and of those of the app that are attached to it. */
export function statementsOfRole(role: Located, app: AppResources): readonly Statement[] {
  const arns = list(property(role.properties, 'ManagedPolicyArns')).map((arn) => app.text(arn, role.stack));
  const attached = ATTACHED_TYPES.flatMap((type) => app.ofType(type)).filter(
    (policy) =>
      arns.some((arn) => isNamed(policy, 'ManagedPolicyName', arn.split(':policy/').at(-1) ?? '', app)) ||
      [...list(property(policy.properties, 'Roles')), ...list(property(policy.properties, 'RoleName'))].some((name) =>
        isNamed(role, 'RoleName', app.text(name, policy.stack), app),
      ),
  );
  return [role, ...attached].flatMap((resource) => identityStatements(resource, app));
}

/** Tells whether the text refers to the resource, or is the name that its property gives it. */
const isNamed = ({ at, properties, stack }: Located, key: string, text: string, app: AppResources): boolean =>
  app.named(text)?.at === at || app.given(property(properties, key), stack) === text;

/** AWS managed policies that allow every action, or every one except those of accounts and identities. */
const ADMINISTRATION = ['AdministratorAccess', 'PowerUserAccess'];

/** AWS managed policies that let their holder invoke every model. Source: their documents of August 2026. */
const BROAD = [
  ...['AmazonBedrockFullAccess', 'AmazonBedrockLimitedAccess'],
  ...['AmazonBedrockMantleFullAccess', 'AmazonBedrockMantleInferenceAccess'],
];

/** Names of those that are attached to the role, user, group or permission set. */
export const broadPolicies = (resource: Located, app: AppResources): readonly string[] =>
  awsPolicies(resource, BROAD, app);

/** Returns which of these AWS managed policies, or of those for administrators, are attached to the resource. */
export const awsPolicies = (
  { properties, stack }: Located,
  names: readonly string[],
  app: AppResources,
): readonly string[] =>
  ['ManagedPolicies', 'ManagedPolicyArns']
    .flatMap((name) => list(property(properties, name)))
    .map((arn) => app.text(arn, stack).split(':policy/').at(-1) ?? '')
    .filter((name) => names.includes(name) || ADMINISTRATION.includes(name));

/** Returns the statements of the trust policy. */
export const trustStatements = ({ properties, stack }: Located, app: AppResources): readonly Statement[] =>
  statementsOf(property(properties, 'AssumeRolePolicyDocument'), stack, app);

/** Returns the statements of the resource policy. */
export const resourceStatements = ({ type, properties, stack }: Located, app: AppResources): readonly Statement[] =>
  statementsOf(property(properties, RESOURCE_POLICIES[type as keyof typeof RESOURCE_POLICIES]), stack, app);

/** @param document JSON, or text that contains JSON; undefined has no statements */
export function statementsOf(document: unknown, stack: string, app: AppResources): readonly Statement[] {
  const text = intrinsic(document) ? unlessUnreadable(() => app.text(document, stack)) : document;
  const json = typeof text === 'string' ? parsed(text, stack) : document;
  return list(property(json, 'Statement')).map((statement) => new Statement(statement, stack, app));
}

function parsed(text: string, stack: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Unreadable(text, { stack, cause: error });
  }
}
