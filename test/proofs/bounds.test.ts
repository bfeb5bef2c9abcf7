import { AwsActions } from '../../proofs/bounds/aws-actions';
import { bounds } from '../../proofs/bounds/bounds';
import { boundOfRole } from '../../proofs/bounds/upper-bound';
import type { Statement } from '../../proofs/model/policy';
import { subjects } from '../../proofs/subjects';

const role = (identity: readonly Statement[], boundary?: readonly Statement[]) => ({
  identity: [{ name: 'identity', document: { Statement: identity } }],
  ...(boundary && { boundary: { name: 'boundary', document: { Statement: boundary } } }),
});

/** `npm run prove -- --write-bounds` writes the files anew: read their diff as you would read a change of permissions. */
test.each(subjects().map((subject) => [subject.name, subject] as const))(
  'the roles of %s could be allowed what was reviewed, and nothing else',
  async (_, subject) => {
    expect(await bounds.broken(subject)).toEqual([]);
  },
);

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

  test('takes everything beside a NotAction', async () => {
    const aws = await AwsActions.load();
    const without: Statement = { Effect: 'Allow', NotAction: ['sqs:*'], Resource: '*' };
    const { allowed: bound } = boundOfRole(role([without]), aws);
    expect(aws.all.length).toBeGreaterThan(20_000);
    expect(bound).toHaveLength(aws.all.length - aws.like('sqs:*').size);
    expect(bound.some((action) => action.startsWith('sqs:'))).toBe(false);
  });
});
