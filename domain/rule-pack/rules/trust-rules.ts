import type { AppResources, Located } from '../../template/app-resources';
import { trustStatements } from '../../template/policies';
import type { Statement } from '../../template/statement';
import { property } from '../../template/value';
import { type Rule, unless } from '../rule';

const ROLE = ['AWS::IAM::Role'];
const CONFUSED_DEPUTY = 'IAM User Guide, "The confused deputy problem"';

/** Services that take roles of the customer to Bedrock: agents, knowledge bases, customization, batch, logging, runtimes. */
const isBedrock = (service: string) => /^bedrock(-agentcore)?\.amazonaws\.com$/.test(service);

/**
 * AWS documents no source keys for EC2's instance profiles. Lambda sends none when it prepares the network of a VPC
 * function, so that its conditions may say IfExists (docs/decisions/0004).
 */
const isExempt = (service: string) => service.startsWith('ec2.amazonaws.com');
const isLambda = (service: string) => /^(edge)?lambda\.amazonaws\.com$/.test(service);

interface Trust {
  readonly service: string;
  readonly statement: Statement;
}

const trusts = (role: Located, app: AppResources): readonly Trust[] =>
  trustStatements(role, app)
    .filter(({ allows }) => allows)
    .flatMap((statement) =>
      statement.principals.filter(({ kind }) => kind === 'Service').map(({ id }) => ({ service: id, statement })),
    );

/** One finding for each key that the trust does not demand. */
const missing = ({ service, statement }: Trust): readonly string[] =>
  ['aws:SourceAccount', 'aws:SourceArn']
    .filter((key) => !statement.demands(key, { ifExists: isLambda(service) }))
    .map((key) => `${service}::${key}`);

export const TRUST_RULES: readonly Rule[] = [
  {
    id: 'TRUST1',
    info: 'A role trusts Bedrock without saying for which account and which resource.',
    why: 'Another customer who learns the role’s ARN can have Bedrock act with it: the confused deputy.',
    remedy: 'Add `aws:SourceAccount` and `aws:SourceArn` to the trust; `serviceTrust` does both.',
    source: `Amazon Bedrock User Guide, "Cross-service confused deputy prevention"; ${CONFUSED_DEPUTY}`,
    types: ROLE,
    check: (role, app) => {
      const found = trusts(role, app).filter(({ service }) => isBedrock(service));
      return found.length === 0 ? 'not-applicable' : found.flatMap(missing);
    },
  },
  {
    id: 'TRUST2',
    info: 'A role trusts a service without saying for which account and which resource.',
    why: 'As with Bedrock: the service may be made to act for another customer. For Lambda, conditions with IfExists will do; EC2 sends neither key.',
    remedy:
      'Add `aws:SourceAccount` and `aws:SourceArn` to the trust; `serviceTrust` and `lambdaTrust` do. If the service’s documentation knows only one of them, acknowledge the other.',
    source: CONFUSED_DEPUTY,
    types: ROLE,
    check: (role, app) => {
      const found = trusts(role, app).filter(({ service }) => !isBedrock(service) && !isExempt(service));
      return found.length === 0 ? 'not-applicable' : found.flatMap(missing);
    },
  },
  {
    id: 'TRUST3',
    info: 'A role can be assumed by anybody, or by another account or an identity provider without a condition.',
    why: 'A trust is the only door of a role: what it does not ask, nobody asks.',
    remedy:
      'Name the principal. For another account demand an external id or an organization, for an identity provider its subject.',
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
    id: 'TUNE1',
    info: 'AmazonBedrockFullAccess cannot pass a role that model customization jobs are to run with.',
    why: 'It passes only roles with `AmazonBedrock` in their name: CreateModelCustomizationJob is denied for all others, on the day that somebody wants to train.',
    remedy: 'Give the role a RoleName with `AmazonBedrock` in it.',
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
