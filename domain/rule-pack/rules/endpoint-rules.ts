import type { AppResources, Located } from '../../template/app-resources';
import { covers } from '../../template/patterns';
import { statementsOf } from '../../template/policies';
import { type Statement, wideResources } from '../../template/statement';
import { property } from '../../template/value';
import { FOUND, type Rule, unless } from '../rule';
import { isBound } from './access/resource-policy-rules';
import { isEveryBucket } from './bucket-rules';
import { unnamedModels } from './invocation-rules';

const ENDPOINT = ['AWS::EC2::VPCEndpoint'];
const GUIDE = 'AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies"';

const statements = ({ properties, stack }: Located, app: AppResources): readonly Statement[] =>
  statementsOf(property(properties, 'PolicyDocument'), stack, app);

/** Condition keys of S3 that restrict the owner of the bucket. */
const OWNED = ['aws:ResourceAccount', 'aws:ResourceOrgID', 'aws:ResourceOrgPaths', 's3:ResourceAccount'];

const isFullAccess = (statement: Statement) =>
  statement.allows &&
  (statement.hasNotAction || statement.actions.some((action) => covers(action, 'any:Action'))) &&
  statement.conditions.length === 0;

const typeOf = ({ properties, stack }: Located, app: AppResources) =>
  // CloudFormation's default.
  app.text(property(properties, 'VpcEndpointType') ?? 'Gateway', stack);

export const ENDPOINT_RULES: readonly Rule[] = [
  {
    id: 'VPCE1',
    info: 'A VPC endpoint has no endpoint policy, or its policy allows everything.',
    why: 'The default policy allows any principal in the VPC, with credentials of any account, to send data to any account.',
    remedy: 'Write an endpoint policy that lists the principals, actions and resources that this VPC needs.',
    source: GUIDE,
    types: ENDPOINT,
    check: (endpoint, app) => {
      // This endpoint type has no endpoint policy.
      if (typeOf(endpoint, app) === 'GatewayLoadBalancer') return 'not-applicable';
      if (property(endpoint.properties, 'PolicyDocument') === undefined) return FOUND;
      return unless(!statements(endpoint, app).some(isFullAccess));
    },
  },
  {
    id: 'VPCE2',
    info: 'A VPC endpoint policy allows principals of any account.',
    why: 'An attacker inside the VPC can use credentials of another account to send data to that account.',
    remedy: 'Require `aws:PrincipalAccount` or `aws:PrincipalOrgID`, or name the principals.',
    source: 'AWS whitepaper "Building a Data Perimeter on AWS", trusted identities, expected networks',
    types: ENDPOINT,
    check: (endpoint, app) =>
      statements(endpoint, app)
        .filter((statement) => statement.allows && statement.principals.some(({ id }) => id === '*'))
        .filter((statement) => !isBound(statement))
        .map((statement) => `Statement::${statement.name}`),
  },
  {
    id: 'VPCE3',
    info: 'A VPC endpoint policy uses `aws:SourceIp`, which requests through an endpoint do not carry.',
    why: 'An Allow with this condition grants nothing. A Deny, or a negated condition, does not protect anything.',
    remedy: 'Use `aws:VpcSourceIp`, the private address of the caller in the VPC.',
    source:
      'IAM User Guide, "AWS global condition context keys", aws:SourceIp: not present for requests through a VPC endpoint',
    types: ENDPOINT,
    check: (endpoint, app) =>
      statements(endpoint, app).flatMap((statement) =>
        statement.conditions.filter(({ key }) => key === 'aws:sourceip').map(() => `Statement::${statement.name}`),
      ),
  },
  {
    id: 'VPCE4',
    info: 'An interface endpoint has private DNS names disabled.',
    why: 'The service’s default host name then resolves to public addresses. SDK calls bypass the endpoint or fail.',
    remedy: 'Set PrivateDnsEnabled to true.',
    source: 'AWS PrivateLink Guide, "Access an AWS service using an interface VPC endpoint"',
    types: ENDPOINT,
    check: (endpoint, app) =>
      typeOf(endpoint, app) === 'Interface'
        ? unless(app.isTrue(property(endpoint.properties, 'PrivateDnsEnabled'), endpoint.stack))
        : 'not-applicable',
  },
  {
    id: 'VPCE5',
    info: 'An S3 endpoint allows access to buckets of any account.',
    why: 'Code in the VPC can write training data to a bucket of another account through the private endpoint.',
    remedy: 'Name the buckets, or require `aws:ResourceAccount`.',
    source:
      'Amazon VPC User Guide, "Gateway endpoints for Amazon S3"; whitepaper "Building a Data Perimeter on AWS", trusted resources',
    types: ENDPOINT,
    check: (endpoint, app) => {
      if (!/\.s3$/.test(app.text(property(endpoint.properties, 'ServiceName') ?? '', endpoint.stack)))
        return 'not-applicable';
      return statements(endpoint, app)
        .filter((statement) => statement.allows && !OWNED.some((key) => statement.demands(key)))
        .flatMap((statement) => wideResources(statement, isEveryBucket));
    },
  },
  {
    id: 'VPCE6',
    info: 'A VPC endpoint policy allows the invocation of models that it does not name.',
    why: 'The endpoint policy limits every caller in the VPC, whatever its identity policies allow. A wildcard here removes that limit.',
    remedy: 'List each model and inference profile by its ARN, as `PrivateEndpoints` does.',
    source: GUIDE,
    types: ENDPOINT,
    check: (endpoint, app) => statements(endpoint, app).flatMap(unnamedModels),
  },
];
