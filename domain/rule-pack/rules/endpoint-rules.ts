import type { AppResources, Located } from '../../template/app-resources';
import { covers } from '../../template/patterns';
import { statementsOf } from '../../template/policies';
import { type Statement, wideResources } from '../../template/statement';
import { property } from '../../template/value';
import { FOUND, type Rule, unless } from '../rule';
import { unnamedModels } from './invocation';
import { isBound } from './resource-policy-rules';

const ENDPOINT = ['AWS::EC2::VPCEndpoint'];
const GUIDE = 'AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies"';

const statements = ({ properties, stack }: Located, app: AppResources): readonly Statement[] =>
  statementsOf(property(properties, 'PolicyDocument'), stack, app);

/** Condition keys of S3 that bind the owner of an object. */
const OWNED = ['aws:ResourceAccount', 'aws:ResourceOrgID', 'aws:ResourceOrgPaths', 's3:ResourceAccount'];

const isFullAccess = (statement: Statement) =>
  statement.allows &&
  (statement.hasNotAction || statement.actions.some((action) => covers(action, 'any:Action'))) &&
  statement.conditions.length === 0;

const leadsAnywhere = (arn: string) =>
  covers(arn, 'arn:aws:s3:::any-bucket') || covers(arn, 'arn:aws:s3:::any-bucket/object');

const typeOf = ({ properties, stack }: Located, app: AppResources) =>
  // CloudFormation's default.
  app.text(property(properties, 'VpcEndpointType') ?? 'Gateway', stack);

export const ENDPOINT_RULES: readonly Rule[] = [
  {
    id: 'VPCE1',
    info: 'A VPC endpoint has no policy, or one that allows everything.',
    why: 'The default lets every principal in the network carry data to every account: with credentials of their own, out of yours.',
    remedy: 'Write a policy with the principals, actions and resources that the network needs.',
    source: GUIDE,
    types: ENDPOINT,
    check: (endpoint, app) => {
      // It accepts no policy.
      if (typeOf(endpoint, app) === 'GatewayLoadBalancer') return 'not-applicable';
      if (property(endpoint.properties, 'PolicyDocument') === undefined) return FOUND;
      return unless(!statements(endpoint, app).some(isFullAccess));
    },
  },
  {
    id: 'VPCE2',
    info: 'A VPC endpoint admits principals of every account.',
    why: 'Credentials of a stranger’s account, brought into the network, are a way to carry data out.',
    remedy: 'Demand `aws:PrincipalAccount` or `aws:PrincipalOrgID`, or name the principals.',
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
    info: 'A VPC endpoint’s policy has a condition that no request through it can meet.',
    why: 'A request through an endpoint does not carry `aws:SourceIp`: an Allow with it grants nothing, a negated one or a Deny looks like a rule and is none.',
    remedy: 'Use `aws:VpcSourceIp`, for the address within the VPC.',
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
    info: 'An interface endpoint has no private DNS name.',
    why: 'Code that asks for the service by its usual name gets its public address, and goes out by whatever other way there is.',
    remedy: 'Set PrivateDnsEnabled.',
    source: 'AWS PrivateLink Guide, "Access an AWS service using an interface VPC endpoint"',
    types: ENDPOINT,
    check: (endpoint, app) =>
      typeOf(endpoint, app) === 'Interface'
        ? unless(property(endpoint.properties, 'PrivateDnsEnabled') === true)
        : 'not-applicable',
  },
  {
    id: 'VPCE5',
    info: 'An endpoint of S3 leads to every bucket in the world.',
    why: 'Training data can be written into a stranger’s bucket without leaving AWS’s network.',
    remedy: 'Name the buckets, or demand `aws:ResourceAccount`.',
    source:
      'Amazon VPC User Guide, "Gateway endpoints for Amazon S3"; whitepaper "Building a Data Perimeter on AWS", trusted resources',
    types: ENDPOINT,
    check: (endpoint, app) => {
      if (!/\.s3$/.test(app.text(property(endpoint.properties, 'ServiceName') ?? '', endpoint.stack)))
        return 'not-applicable';
      return statements(endpoint, app)
        .filter((statement) => statement.allows && !OWNED.some((key) => statement.demands(key)))
        .flatMap((statement) => wideResources(statement, leadsAnywhere));
    },
  },
  {
    id: 'VPCE6',
    info: 'A VPC endpoint leads to models that its policy does not name.',
    why: 'The endpoint is the last word on what the network can reach; a list of models that it does not share is half a list.',
    remedy: 'Name each model and inference profile by its ARN; `PrivateEndpoints` does.',
    source: GUIDE,
    types: ENDPOINT,
    check: (endpoint, app) => statements(endpoint, app).flatMap(unnamedModels),
  },
];
