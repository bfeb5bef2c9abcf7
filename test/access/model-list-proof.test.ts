import { decisions } from '../../proofs/decisions/decisions';
import { systemOf } from '../../proofs/model/system';
import { judge } from '../../proofs/mutants/judge';
import { mutantsOf } from '../../proofs/mutants/mutants-of';
import { subjectOfRow } from '../../proofs/rows/subject-of-row';
import { row } from '../deployment/rows';

/** A row whose models have no room in the boundary: longest names, and a role for answers by Bedrock. */
const subject = subjectOfRow(
  'x'.repeat(19),
  row({
    region: 'ap-southeast-2',
    models: [
      'amazon.nova-lite-v1:0',
      'global.anthropic.claude-haiku-4-5-20251001-v1:0',
      'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'global.anthropic.claude-opus-4-5-20251101-v1:0',
      'au.anthropic.claude-haiku-4-5-20251001-v1:0',
      'au.anthropic.claude-sonnet-4-5-20250929-v1:0',
    ],
    network: { cidr: '10.0.0.0/24', s3PrefixListId: 'pl-00000000' },
    guardrail: {},
    knowledge: { audiences: { board: ['board'] }, retrieveAndGenerate: true },
  }),
);

test('every role has the list of models', () => {
  const { roles } = systemOf(subject.templates);
  expect(roles.length).toBeGreaterThan(10);
  for (const { name, boundary, limits } of roles) {
    const sids = limits.flatMap(({ document }) => document.Statement.map(({ Sid }) => Sid));
    expect([name, sids]).toEqual([name, ['DenyOtherModels', 'DenyAroundProfiles']]);
    expect(boundary?.document.Statement.map(({ Sid }) => Sid)).not.toContain('DenyOtherModels');
  }
});

/** A statement, and the policy of a person who has another one by AWS. The test of every role is above. */
const WEAKENED = [
  'Deny dropped: DenyAroundProfiles in Foundation/BoundaryModels',
  'managed policy detached: #2 in Access/Administrator',
];

test('no list that is dropped, and none that is not attached, passes', async () => {
  const mutants = mutantsOf(subject).filter(({ name }) => WEAKENED.some((what) => name.endsWith(what)));
  expect(mutants).toHaveLength(WEAKENED.length);
  const judged = await Promise.all(mutants.map((mutant) => judge(mutant, [decisions])));
  expect(judged.filter(({ killers }) => killers.length === 0).map(({ name }) => name)).toEqual([]);
});
