import type { AppResources, Located } from '../../../template/app-resources';
import { hasWildcard } from '../../../template/patterns';
import { trustStatements } from '../../../template/policies';
import { serviceOf } from '../../../template/service-principal';
import type { Statement } from '../../../template/statement';
import { property } from '../../../template/value';
import { type Rule, unless } from '../../rule';

const ROLE = ['AWS::IAM::Role'];
const CONFUSED_DEPUTY = 'IAM User Guide, "The confused deputy problem"';

/** Services of Bedrock, for agents, knowledge bases, customization, batch, logging and runtimes. */
const BEDROCK = ['bedrock', 'bedrock-agentcore'];

/** Services of HealthScribe: jobs, and streams. */
const HEALTH_SCRIBE = ['transcribe', 'transcribe.streaming'];

/** Tells whether a service principal is one of these services; `*` is each of them. */
const isOneOf = (names: readonly string[]) => (id: string) => id === '*' || names.includes(serviceOf(id));

export const isBedrock = isOneOf(BEDROCK);
export const isHealthScribe = isOneOf(HEALTH_SCRIBE);

/**
 * AWS documents no source keys for EC2 instance profiles. Lambda sends none when it prepares the network of a VPC
 * function, so that its conditions may use IfExists (docs/decisions/0004).
 */
const isExempt = (service: string) => serviceOf(service) === 'ec2';
const isLambda = (service: string) => ['lambda', 'edgelambda'].includes(serviceOf(service));

export interface Trust {
  readonly service: string;
  readonly statement: Statement;
}

/** Condition keys of callers that are no service. */
const OF_CALLERS = ['aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:PrincipalOrgID', 'aws:PrincipalOrgPaths'];

/** Returns the services that the statement admits. Principal `*` includes every service, `*` again. */
export const servicesOf = (statement: Statement): readonly string[] =>
  statement.principals
    .filter(
      ({ kind, id }) =>
        kind === 'Service' || (id === '*' && kind !== 'Federated' && !OF_CALLERS.some((key) => statement.demands(key))),
    )
    .map(({ id }) => id);

export const trusts = (role: Located, app: AppResources): readonly Trust[] =>
  trustStatements(role, app)
    .filter(({ allows }) => allows)
    .flatMap((statement) => servicesOf(statement).map((service) => ({ service, statement })));

/** One finding for each condition key that the trust policy does not require. */
export const missing = ({ service, statement }: Trust): readonly string[] =>
  ['aws:SourceAccount', 'aws:SourceArn']
    .filter((key) => !statement.demands(key, { ifExists: isLambda(service) }))
    .map((key) => `${service}::${key}`);

const TAG_SESSION = 'sts:TagSession';
const REQUEST_TAG = 'aws:RequestTag/';

/** Statements that let people, roles or identity providers tag a session. A service that tags chooses its tags itself. */
function taggers(statements: readonly Statement[]): readonly Statement[] {
  const speaking = statements.filter((statement) => statement.speaksOf(TAG_SESSION));
  const isRefused = speaking.some(
    ({ denies, conditions, principals }) =>
      denies && conditions.length === 0 && principals.some(({ id }) => id === '*'),
  );
  return isRefused
    ? []
    : speaking.filter(({ allows, principals }) => allows && principals.some(({ kind }) => kind !== 'Service'));
}

/** One finding for each tag of the session that the statement leaves to the caller; one for all if it lists no keys. */
function freeTags(statement: Statement): readonly string[] {
  const keys = statement.conditions.find(
    ({ operator, key, values }) =>
      key === 'aws:tagkeys' &&
      /^ForAllValues:String(Equals(IgnoreCase)?|Like)$/.test(operator) &&
      !values.some(hasWildcard),
  );
  if (keys === undefined) return ['aws:TagKeys'];
  if (statement.principals.every(({ kind }) => kind === 'Federated')) return [];
  return keys.values.map((key) => `${REQUEST_TAG}${key}`).filter((key) => !statement.demands(key, { ifExists: true }));
}

export const TRUST_RULES: readonly Rule[] = [
  {
    id: 'TRUST1',
    info: 'A role trusts Bedrock for any account or any resource.',
    why: 'Another AWS customer who knows the role’s ARN could make Bedrock assume it (the confused deputy problem).',
    remedy: 'Add the conditions `aws:SourceAccount` and `aws:SourceArn` to the trust policy.',
    source: `Amazon Bedrock User Guide, "Cross-service confused deputy prevention"; ${CONFUSED_DEPUTY}`,
    types: ROLE,
    check: (role, app) => {
      const found = trusts(role, app).filter(({ service }) => isBedrock(service));
      return found.length === 0 ? 'not-applicable' : found.flatMap(missing);
    },
  },
  {
    id: 'TRUST2',
    info: 'A role trusts a service for any account or any resource.',
    why: 'Another AWS customer could make the service assume the role (the confused deputy problem). Conditions with IfExists are accepted for Lambda. EC2 is exempt, because it sends neither key.',
    remedy:
      'Add the conditions `aws:SourceAccount` and `aws:SourceArn` to the trust policy. If the service supports only one of them, acknowledge the finding for the other.',
    source: CONFUSED_DEPUTY,
    types: ROLE,
    check: (role, app) => {
      const found = trusts(role, app).filter(
        ({ service }) => !isBedrock(service) && !isHealthScribe(service) && !isExempt(service),
      );
      return found.length === 0 ? 'not-applicable' : found.flatMap(missing);
    },
  },
  {
    id: 'TRUST3',
    info: 'Any principal can assume a role, or another account or an identity provider can assume it without a condition.',
    why: 'The trust policy alone decides which external principals can assume a role. No other policy of this account restricts them.',
    remedy:
      'Name the principal. For another account, require an external id or an organization. For an identity provider, require its subject.',
    source: 'IAM User Guide, "Principal" and "Access to AWS accounts owned by third parties"',
    types: ROLE,
    check: (role, app) =>
      trustStatements(role, app)
        .filter(({ allows }) => allows)
        .flatMap((statement) =>
          statement.principals
            .filter(({ kind, id }) => {
              if (id.includes('*')) return true;
              const isOutside = kind === 'Federated' || /^\d{12}$|:\d{12}:root$/.test(id);
              return isOutside && statement.conditions.length === 0;
            })
            .map(({ kind, id }) => `${kind}::${id}`),
        ),
  },
  {
    id: 'TRUST4',
    info: 'A trust policy lets callers choose the tags of their session.',
    why: 'Policies that compare `aws:PrincipalTag` trust these tags. Whoever may choose one becomes the team, the project or the audience that it names.',
    remedy:
      'List the keys with `ForAllValues:StringEquals` on `aws:TagKeys`, and the values of each with `aws:RequestTag/<key>`: exact ones, or the policy variable `aws:PrincipalTag/<key>` for the tag that the caller has already. An identity provider chooses the values itself.',
    source: 'IAM User Guide, "Pass session tags in AWS STS"; AWS STS API Reference, AssumeRole (Tags)',
    types: ROLE,
    check: (role, app) => {
      const found = taggers(trustStatements(role, app));
      return found.length === 0 ? 'not-applicable' : [...new Set(found.flatMap(freeTags))];
    },
  },
  {
    id: 'TUNE1',
    info: 'A role for model customization jobs has a name that AmazonBedrockFullAccess cannot pass.',
    why: 'The managed policy allows iam:PassRole only for roles with `AmazonBedrock` in their name. With any other name, CreateModelCustomizationJob is denied.',
    remedy: 'Set a RoleName that contains `AmazonBedrock`.',
    source:
      'AWS Managed Policy Reference, AmazonBedrockFullAccess v11, statements PassRoleToBedrock and PassRoleToSageMaker',
    types: ROLE,
    check: (role, app) => {
      const isForJobs = trustStatements(role, app).some((statement) =>
        statement.conditions.some(
          ({ key, values }) =>
            key === 'aws:sourcearn' && values.some((arn) => arn.includes(':model-customization-job/')),
        ),
      );
      if (!isForJobs) return 'not-applicable';
      const name = property(role.properties, 'RoleName');
      return unless(name !== undefined && /AmazonBedrock|SageMaker.*ForBedrock/.test(app.text(name, role.stack)));
    },
  },
];
