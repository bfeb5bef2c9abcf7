import { accountSubjects } from '../../proofs/account/account-subject';
import { AwsActions } from '../../proofs/actions/aws-actions';
import { committedReview, reviewOf, writeReview } from '../../proofs/bounds/bound-file';
import { accept, bounds, boundsOf, changesSince } from '../../proofs/bounds/bounds';
import { openEndsOfRole } from '../../proofs/bounds/open-ends';
import { boundOfRole } from '../../proofs/bounds/upper-bound';
import type { Statement } from '../../proofs/model/policy';
import { systemOf } from '../../proofs/model/system';
import { subjects } from '../../proofs/subjects';
import { expectReviewed, isUpdate } from '../support/reviewed';

const deployed = [...subjects(), ...accountSubjects()];

const role = (identity: readonly Statement[], boundary?: readonly Statement[]) => ({
  identity: [{ name: 'identity', document: { Statement: identity } }],
  ...(boundary && { boundary: { name: 'boundary', document: { Statement: boundary } } }),
});

beforeAll(async () => {
  if (!isUpdate()) return;
  const all = await Promise.all(deployed.map(({ templates }) => boundsOf(systemOf(templates))));
  writeReview(reviewOf(all.flat()));
  accept(committedReview());
});

test.each(deployed.map((subject) => [subject.name, subject] as const))(
  'the roles of %s could be allowed what was reviewed, and nothing else',
  async (_, subject) => {
    expectReviewed(await bounds.broken(subject));
  },
);

describe('a review', () => {
  const bound = (name: string, ...lines: string[]) => ({ deployment: 'acme', name, policies: ['P'], lines });
  const before = [bound('the reader', 'sqs:GetQueueUrl', 'sqs:SendMessage'), bound('the tuner')];
  const changes = (...now: ReturnType<typeof bound>[]) => changesSince(reviewOf(before), now);

  test('tells a new row from a new bound, and a new bound from a changed one', () => {
    expect(changes(...before)).toEqual([]);
    expect(changes(bound('the reader', 'sqs:GetQueueUrl', 'sqs:PurgeQueue'))).toEqual([
      'the reader could now be allowed sqs:PurgeQueue',
      'the reader can no longer be allowed sqs:SendMessage',
    ]);
    expect(changes(...before, bound('the invoker'))).toEqual([
      'nobody has reviewed what the invoker of acme could allow',
    ]);
    const elsewhere = before.map((one) => ({ ...one, deployment: 'new' }));
    expect(changes(...elsewhere)).toEqual(['new is a new row: nobody has reviewed its 2 bounds']);
  });

  test('that fails names the command that accepts it', () => {
    expect(() => expectReviewed(['the reader could now be allowed sqs:PurgeQueue'])).toThrow(
      'the reader could now be allowed sqs:PurgeQueue\nIf it is meant to be so: npm run test:update, then read the diff.',
    );
  });
});

describe('an upper bound', () => {
  const allow = (Action: string, more: Partial<Statement> = {}): Statement => ({
    Effect: 'Allow',
    Action,
    Resource: '*',
    ...more,
  });
  const deny = (Action: string, more: Partial<Statement> = {}): Statement => ({
    ...allow(Action, more),
    Effect: 'Deny',
  });
  const only = { Condition: { Bool: { 'aws:SecureTransport': 'false' } } };

  test.each<[string, ReturnType<typeof role>, readonly string[]]>([
    [
      'takes wildcards, in any case',
      role([allow('SQS:*queueattributes')]),
      ['sqs:GetQueueAttributes', 'sqs:SetQueueAttributes'],
    ],
    ['takes what is allowed on condition', role([allow('sqs:PurgeQueue', only)]), ['sqs:PurgeQueue']],
    [
      'leaves out what is denied on everything',
      role([allow('sqs:*QueueAttributes'), deny('sqs:Set*')]),
      ['sqs:GetQueueAttributes'],
    ],
    ['keeps what is denied on condition', role([allow('sqs:PurgeQueue'), deny('sqs:*', only)]), ['sqs:PurgeQueue']],
    [
      'keeps what is denied somewhere',
      role([allow('sqs:PurgeQueue'), deny('sqs:*', { Resource: 'arn:aws:sqs:*:*:a' })]),
      ['sqs:PurgeQueue'],
    ],
    ['stays within the boundary', role([allow('*')], [allow('sqs:PurgeQueue')]), ['sqs:PurgeQueue']],
    [
      'leaves out what the boundary denies',
      role([allow('sqs:*QueueAttributes')], [allow('*'), deny('sqs:Get*')]),
      ['sqs:SetQueueAttributes'],
    ],
    ['is empty where the boundary allows something else', role([allow('sqs:*')], [allow('sns:*')]), []],
  ])('%s', async (_, of, expected) => {
    expect(boundOfRole(of, await AwsActions.load()).allowed).toEqual(expected);
  });

  test('shows what the boundary holds back', async () => {
    const { heldBack } = boundOfRole(
      role([allow('sqs:*QueueAttributes')], [allow('sqs:Get*')]),
      await AwsActions.load(),
    );
    expect(heldBack).toEqual(['sqs:SetQueueAttributes']);
  });

  test.each<[string, ReturnType<typeof role>, readonly string[]]>([
    ['is closed where actions are named', role([allow('sqs:PurgeQueue')]), []],
    ['is open by a wildcard', role([allow('sqs:Get*'), allow('sqs:GetQueueUrl')]), ['sqs:Get*']],
    ['is closed by a Deny that covers the wildcard', role([allow('sqs:Get*'), deny('SQS:*')]), []],
    ['is open in spite of a Deny on condition', role([allow('sqs:Get*'), deny('sqs:*', only)]), ['sqs:Get*']],
    ['is closed by a boundary that names actions', role([allow('sqs:*')], [allow('sqs:PurgeQueue')]), []],
    ['is open where both are', role([allow('*'), allow('sns:*')], [allow('sqs:*')]), ['sqs:*']],
    ['is closed by a Deny of the boundary', role([allow('sqs:Get*')], [allow('*'), deny('sqs:G*')]), []],
    [
      'is closed by a Deny of everything else',
      role([allow('sqs:*'), { Effect: 'Deny', NotAction: ['sqs:PurgeQueue'], Resource: '*' }]),
      [],
    ],
    [
      'is open where a Deny of everything else spares a wildcard',
      role([allow('sqs:*'), { Effect: 'Deny', NotAction: ['sqs:Get*', 'sns:*'], Resource: '*' }]),
      ['sqs:Get*'],
    ],
    [
      'is open by a NotAction',
      role([{ Effect: 'Allow', NotAction: 'sns:*', Resource: '*' }], [allow('sqs:*')]),
      ['sqs:*'],
    ],
  ])('of what AWS adds %s', (_, of, expected) => {
    expect(openEndsOfRole(of)).toEqual(expected);
  });

  test('takes everything beside a NotAction', async () => {
    const aws = await AwsActions.load();
    const without: Statement = { Effect: 'Allow', NotAction: ['sqs:*'], Resource: '*' };
    const { allowed: bound } = boundOfRole(role([without]), aws);
    expect(aws.all.length).toBeGreaterThan(20_000);
    expect(bound).toHaveLength(aws.all.length - aws.like('sqs:*').size);
    expect(bound.some((action) => action.startsWith('sqs:'))).toBe(false);
  });
});
