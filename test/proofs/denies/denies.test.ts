import { denies } from '../../../proofs/denies/denies';
import { at, type Path, withProperty } from '../../../proofs/mutants/edit';
import { ODD_ROW } from '../../../proofs/mutants/odd-rows';
import { many, type RawStatement, statementSites } from '../../../proofs/mutants/statements';
import type { Subject } from '../../../proofs/proof';
import { rowFaults } from '../../../proofs/rows/row-faults';
import { subjects } from '../../../proofs/subjects';

const all = subjects();

/** Production with another statement in the place of the one that is called so. */
function changed(place: RegExp, sid: string, change: (statement: RawStatement) => RawStatement): Subject {
  const production = all.find(({ name }) => name === 'production') as Subject;
  const site = statementSites(production.templates).find(({ placed, words }) => place.test(placed.at) && words === sid);
  if (!site) throw new Error(`there is no ${sid} in ${place}`);
  const was = at(site.placed.resource.Properties, site.path as Path) as RawStatement;
  return { ...production, templates: withProperty(production.templates, site.placed, site.path, change(was)) };
}

const spare = (action: string) => (statement: RawStatement) => ({
  ...statement,
  NotAction: [...many(statement.NotAction), action],
});
const without = (action: string) => (statement: RawStatement) => ({
  ...statement,
  Action: many(statement.Action).filter((other) => other !== action),
});

test.each(all.map((subject) => [subject.name, subject] as const))('%s: every Deny is whole', async (_, subject) => {
  expect(await denies.broken(subject)).toEqual([]);
});

test.each([
  ['Region', /Boundary/, 'DenyOtherRegions', spare('bedrock:CreateGuardrail'), 'bedrock:CreateGuardrail on \\*'],
  ['Region', /Boundary/, 'DenyOtherRegions', spare('lambda:Invoke*'), 'lambda:InvokeFunction on \\*'],
  ['guardrail', /Boundary/, 'DenyWithoutGuardrail', without('bedrock:InvokeModel'), 'bedrock:InvokeModel on'],
  [
    'guardrail at the endpoint',
    /RuntimeE?/,
    'DenyWithoutGuardrail',
    without('bedrock:InvokeModelWithResponseStream'),
    'bedrock:InvokeModelWithResponseStream on',
  ],
  ['network', /FineTuningPolicy/, 'RefuseOtherNetworks', without('s3:ListObject*'), 's3:ListObjectAnnotations on'],
  ['network', /FineTuningPolicy/, 'RefuseOtherNetworks', without('s3:RestoreObject'), 's3:RestoreObject on'],
  [
    'encryption',
    /FineTuningPolicy/,
    'RefuseReencryption',
    without('s3:UpdateObjectEncryption'),
    's3:UpdateObjectEncryption on',
  ],
  [
    'encryption of one room',
    /FineTuningPolicy/,
    'RefuseOtherKey',
    (statement: RawStatement) => ({ ...statement, Resource: 'arn:aws:s3:::*/datasets/*' }),
    's3:PutObject on arn:aws:s3:::private-bedrock-production-111122223333-us-east-1/(artifacts/)?x',
  ],
  ['code', /InferenceRoleNetwork/, 'NotFromTheCode', without('ec2:DescribeSubnets'), 'ec2:DescribeSubnets on'],
] as const)('%s: one action less is seen in %s %s', async (_, place, sid, change, expected) => {
  const broken = await denies.broken(changed(place, sid, change));
  expect(broken).toContainEqual(expect.stringMatching(expected));
});

test('the row that mutants are made of, for the paths of few rows, has no fault', async () => {
  expect(await rowFaults('odd', ODD_ROW)).toEqual([]);
});
