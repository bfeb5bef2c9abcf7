import * as iam from 'aws-cdk-lib/aws-iam';
import fc from 'fast-check';
import { boundaryAsDenies } from '../../lib/access/boundary/boundary-as-denies';
import { evaluate } from '../../proofs/decisions/evaluator';
import { EVERYTHING } from '../../proofs/decisions/who';
import { namedPolicy } from '../../proofs/model/policy';
import type { Policies } from '../../proofs/model/request';
import { testStack } from '../support/synth';

const stack = testStack();
const documentOf = (statements: readonly iam.PolicyStatement[]) =>
  namedPolicy('document', stack.resolve(new iam.PolicyDocument({ statements: [...statements] })));

const OPEN = ['s3:GetObject', 's3:List*', 'bedrock:*'];
const RESTRICTED = ['iam:PassRole', 'kms:Decrypt', 'sts:AssumeRole'];
const ARNS = ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:role/b', 'arn:aws:s3:::c'];
const KEYS = ['iam:PassedToService', 'aws:RequestedRegion'];
const VALUES = ['one', 'two', 'other'];

const resources = fc.oneof(fc.constant<string[]>(['*']), fc.subarray(ARNS, { minLength: 1 }));
const conditions = fc
  .dictionary(
    fc.constantFrom('StringEquals', 'StringLike'),
    fc.dictionary(fc.constantFrom(...KEYS), fc.subarray(VALUES.slice(0, 2), { minLength: 1 }), { minKeys: 1 }),
    { maxKeys: 2 },
  )
  .map((operators) => ({ ...operators }));

/** Statements of a boundary: an open Allow, Allows of single actions with resources and conditions, Denies. */
const boundary = fc
  .tuple(
    fc.subarray(OPEN, { minLength: 1 }),
    fc.subarray(RESTRICTED),
    fc.array(fc.tuple(resources, conditions), { minLength: RESTRICTED.length, maxLength: RESTRICTED.length }),
    fc.tuple(fc.subarray([...OPEN, ...RESTRICTED]), resources, conditions),
  )
  .map(([open, restricted, parts, [denied, notOn, when]]) => [
    new iam.PolicyStatement({ sid: 'Open', actions: open, resources: ['*'] }),
    ...restricted.map(
      (action, index) =>
        new iam.PolicyStatement({
          sid: `Only${index}`,
          actions: [action],
          resources: parts[index]?.[0] ?? [],
          conditions: parts[index]?.[1] ?? {},
        }),
    ),
    ...(denied.length > 0
      ? [
          new iam.PolicyStatement({
            sid: 'Deny',
            effect: iam.Effect.DENY,
            actions: denied,
            resources: notOn,
            conditions: when,
          }),
        ]
      : []),
  ]);

const request = fc.record({
  action: fc.constantFrom(
    's3:GetObject',
    's3:ListBucket',
    's3:PutObject',
    'bedrock:InvokeModel',
    ...RESTRICTED,
    'ec2:RunInstances',
  ),
  resource: fc.constantFrom(...ARNS, 'arn:aws:s3:::d'),
  context: fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES)),
});

const PRINCIPAL = 'arn:aws:iam::111122223333:role/any';
const decide = (
  { action, resource, context }: typeof request extends fc.Arbitrary<infer T> ? T : never,
  policies: Policies,
) =>
  evaluate({
    principal: PRINCIPAL,
    action,
    resource,
    resourceAccount: '111122223333',
    context: { ...context },
    policies,
  });

test('the Denies leave exactly what the boundary leaves', () => {
  const outcomes = new Set<string>();
  fc.assert(
    fc.property(boundary, fc.array(request, { minLength: 20, maxLength: 20 }), (statements, requests) => {
      const within = documentOf(statements);
      const denies = documentOf(boundaryAsDenies(statements));
      for (const asked of requests) {
        const [expected, found] = [
          decide(asked, { identity: [EVERYTHING], boundary: within }),
          decide(asked, { identity: [EVERYTHING, denies] }),
        ].map((outcome) => outcome === 'allowed');
        expect({ asked, isAllowed: found }).toEqual({ asked, isAllowed: expected });
        outcomes.add(`${asked.action} ${found}`);
      }
    }),
    { numRuns: 200 },
  );
  // Both sides of each action that an Allow can name.
  expect(
    RESTRICTED.flatMap((action) => [`${action} true`, `${action} false`]).filter((one) => !outcomes.has(one)),
  ).toEqual([]);
});

describe('an Allow that no Deny can stand for is an error', () => {
  const open = new iam.PolicyStatement({ sid: 'Open', actions: ['s3:*'], resources: ['*'] });
  test.each<[string, iam.PolicyStatementProps]>([
    ['named twice', { actions: ['s3:GetObject'], resources: ['arn:aws:s3:::a'] }],
    ['with a wildcard', { actions: ['kms:*'], resources: ['arn:aws:kms:::a'] }],
    ['of all but an action', { notActions: ['s3:GetObject'], resources: ['*'] }],
    ['on all but a resource', { actions: ['kms:Decrypt'], notResources: ['arn:aws:kms:::a'] }],
    [
      'on a condition without a negation',
      { actions: ['kms:Decrypt'], resources: ['*'], conditions: { Bool: { a: 'true' } } },
    ],
  ])('%s', (_, props) => {
    expect(() => boundaryAsDenies([open, new iam.PolicyStatement({ sid: 'Some', ...props })])).toThrow(/boundary/);
  });
});
