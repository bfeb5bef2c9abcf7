import fc from 'fast-check';
import { present } from '../decisions/question';
import { ACCOUNT, OTHER_ACCOUNT } from '../model/physical-ids';
import type { NamedPolicy, Statement } from '../model/policy';
import type { Policies, Request } from '../model/request';

/** Small alphabets, so that policies and requests meet often. */
const ACTIONS = ['s3:GetObject', 's3:PutObject'];
const ACTION_PATTERNS = [...ACTIONS, 's3:*', 's3:Get*', '*', 'S3:getobject', 's3:?etObject'];
const RESOURCES = ['arn:aws:s3:::b/datasets/x', 'arn:aws:s3:::b/artifacts/x', 'arn:aws:s3:::other/datasets/x'];
const RESOURCE_PATTERNS = [
  ...RESOURCES,
  '*',
  'arn:aws:s3:::b/*',
  'arn:aws:s3:::*/datasets/?',
  'arn:aws:s3:::b/datasets*',
  'arn:aws:s3:::b/datasets/??',
];
const OURS = `arn:aws:iam::${ACCOUNT}:role/Ours`;
const PRINCIPALS = [OURS, `arn:aws:iam::${OTHER_ACCOUNT}:role/Theirs`, 'logging.s3.amazonaws.com'];

/** Keys that every request may carry, with values to choose from. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  'aws:SourceVpce': ['vpce-0a', 'vpce-0b'],
  'aws:SourceArn': ['arn:aws:s3:::b', `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f`],
  'aws:SecureTransport': ['true', 'false'],
  'aws:MultiFactorAuthAge': ['10', '3600'],
  's3:TlsVersion': ['1.1', '1.2'],
};

const TEXT = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'];
const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  'aws:SourceVpce': TEXT,
  'aws:SourceArn': ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike', 'StringEquals', 'StringLike'],
  'aws:SecureTransport': ['Bool'],
  'aws:MultiFactorAuthAge': ['NumericLessThan', 'NumericGreaterThanEquals', 'NumericEquals'],
  's3:TlsVersion': ['NumericLessThan', 'NumericGreaterThan', 'NumericLessThanEquals'],
};
const PATTERNS: Readonly<Record<string, readonly string[]>> = {
  'aws:SourceVpce': ['vpce-0*', '*', 'VPCE-0a', 'vpce-0?'],
  'aws:SourceArn': [
    'arn:aws:s3:::*',
    `arn:aws:lambda:*:${ACCOUNT}:function:*`,
    'arn:aws:lambda:*:function:f',
    'arn:*:s3:*:*:b',
  ],
};

const some = <T>(values: readonly T[], min = 1) => fc.subarray([...values], { minLength: min });
const one = <T>(values: readonly T[]) => fc.constantFrom(...values);

const condition = one(Object.keys(KEYS)).chain((key) => {
  const values = some([...(KEYS[key] ?? []), ...(PATTERNS[key] ?? [])]);
  const compared = fc
    .tuple(one(OPERATORS[key] ?? []), one(['', 'IfExists']), values)
    .map(([operator, ifExists, wanted]) => ({
      [`${operator}${ifExists}`]: { [key]: wanted },
    }));
  return fc.oneof(
    { weight: 5, arbitrary: compared },
    { weight: 1, arbitrary: one(['true', 'false']).map((wanted) => ({ Null: { [key]: wanted } })) },
  );
});

const speaks = fc.record({
  Effect: fc.oneof(
    { weight: 3, arbitrary: fc.constant('Allow' as const) },
    { weight: 1, arbitrary: fc.constant('Deny' as const) },
  ),
  action: fc.oneof(
    some(ACTION_PATTERNS).map((Action) => ({ Action })),
    some(ACTIONS).map((NotAction) => ({ NotAction })),
  ),
  resource: fc.oneof(
    { weight: 3, arbitrary: some(RESOURCE_PATTERNS).map((Resource) => ({ Resource })) },
    { weight: 1, arbitrary: some(RESOURCES).map((NotResource) => ({ NotResource })) },
  ),
  // Two conditions may share an operator: the later one then stands for both.
  conditions: fc.array(condition, { maxLength: 2 }),
});

const principal = fc.oneof(
  fc.constant('*' as const),
  some([...PRINCIPALS.slice(0, 2), `arn:aws:iam::${ACCOUNT}:root`, OTHER_ACCOUNT]).map((AWS) => ({ AWS })),
  fc.constant({ Service: 'logging.s3.amazonaws.com' }),
);

const statement = speaks.map(({ Effect, action, resource, conditions }): Statement => {
  const merged: Record<string, Record<string, string | readonly string[]>> = Object.assign({}, ...conditions);
  return { Effect, ...action, ...resource, ...(conditions.length > 0 && { Condition: merged }) };
});

const policy = (name: string, of: fc.Arbitrary<Statement>): fc.Arbitrary<NamedPolicy> =>
  fc.array(of, { minLength: 1, maxLength: 3 }).map((Statement) => ({ name, document: { Statement } }));

const withPrincipal = (principals: fc.Arbitrary<NonNullable<Statement['Principal']>>) =>
  fc.tuple(statement, principals).map(([said, Principal]) => ({ ...said, Principal }));

const policies = fc.record(
  {
    identity: fc.array(policy('identity', statement), { maxLength: 2 }),
    boundary: policy('boundary', statement),
    resource: policy('resource', withPrincipal(principal)),
    endpoint: policy('endpoint', withPrincipal(fc.constant('*' as const))),
    organization: fc.array(policy('organization', statement), { minLength: 1, maxLength: 1 }),
  },
  { requiredKeys: ['identity'] },
);

const context: fc.Arbitrary<Request['context']> = fc
  .record(Object.fromEntries(Object.entries(KEYS).map(([key, values]) => [key, one(values)])), { requiredKeys: [] })
  .map((drawn) => present(drawn));

/** Requests and policies of the same small language, so that agreement is tested beyond what our policies happen to say. */
export const randomRequest: fc.Arbitrary<Request> = fc
  .record({ principal: one(PRINCIPALS), action: one(ACTIONS), resource: one(RESOURCES), context, policies })
  .map((drawn) => ({ ...drawn, resourceAccount: ACCOUNT, policies: ofWhom(drawn.principal, drawn.policies) }));

/** A service has no policies of its own. */
const ofWhom = (asking: string, { resource, endpoint, ...own }: Policies): Policies =>
  asking.startsWith('arn:')
    ? { ...own, ...(resource && { resource }), ...(endpoint && { endpoint }) }
    : { identity: [], ...(resource && { resource }), ...(endpoint && { endpoint }) };
