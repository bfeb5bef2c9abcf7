import { readFileSync } from 'node:fs';
import { PLACEHOLDERS } from '../../domain/deployment/config/organization-boundary';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { assertDeployments } from '../../domain/deployment/validate-deployments';
import { decisions } from '../../proofs/decisions/decisions';
import { pattern } from '../../proofs/model/pattern';
import { list } from '../../proofs/model/policy';
import { systemOf } from '../../proofs/model/system';
import { judge } from '../../proofs/mutants/judge';
import { mutantsOf } from '../../proofs/mutants/mutants-of';
import { names } from '../../proofs/names/names';
import { notClaimed } from '../../proofs/report/not-claimed';
import { subjectOfRow } from '../../proofs/rows/subject-of-row';
import { settings } from '../../proofs/settings/settings';
import { row } from '../deployment/rows';

const config: DeploymentConfig = row({
  models: ['amazon.nova-lite-v1:0', 'us.amazon.nova-2-lite-v1:0'],
  network: { cidr: '10.0.0.0/24' },
  permissionsBoundary: { name: `cdk-${PLACEHOLDERS.qualifier}-boundary` },
});
const subject = subjectOfRow('acme', config);

/** Mutants of the statements that only such a row has, and of the attachment of the limits to each role. */
const mutants = mutantsOf(subject).filter(({ name }) =>
  /DenyUnlistedActions|DenyPassOurRolesToBedrock|: boundary (removed|exchanged)|: managed policy detached/.test(name),
);

/** Actions that the limits leave to the policies of a role. */
const listed = systemOf(subject.templates).roles.flatMap(({ limits }) =>
  limits.flatMap(({ document }) =>
    document.Statement.flatMap(({ Sid, NotAction }) => (Sid === 'DenyUnlistedActions' ? list(NotAction) : [])),
  ),
);

/** Adds to the list what it has already. */
const isEquivalent = (name: string) => {
  const [, action] = /NotAction of a Deny extended: (\S+) of DenyUnlistedActions/.exec(name) ?? [];
  return action !== undefined && listed.some((one) => pattern(one, 'i').test(action));
};

test('no weakening of the limits, of the boundary or of their attachment passes', async () => {
  const judged = await Promise.all(mutants.map((mutant) => judge(mutant, [decisions, names, settings])));
  const survivors = judged.filter(({ killers }) => killers.length === 0).map(({ name }) => name);
  expect(survivors.filter((name) => !isEquivalent(name))).toEqual([]);
});

test.each([
  'Deny dropped: DenyUnlistedActions',
  'Deny dropped: DenyPassOurRolesToBedrockElsewhere',
  'Deny dropped: DenyPassOurRolesToBedrockUnless',
  'boundary removed: Access/Reader',
  'boundary exchanged: Inference/InferenceRole',
  'managed policy detached: Network/FlowLogsRole',
  'managed policy detached: #2 in Access/Administrator',
])('%s is among them', (what) => {
  expect(mutants.map(({ name }) => name)).toContainEqual(expect.stringContaining(what));
});

test('the property is as docs/access.md has it', () => {
  const [, text = ''] =
    /organization-proof.test.ts -->\n```ts\n([\s\S]*?)```/.exec(readFileSync('docs/access.md', 'utf8')) ?? [];
  const { permissionsBoundary } = new Function(`return { ${text} }`)() as DeploymentConfig;
  expect(permissionsBoundary).toEqual({ name: `cdk-${PLACEHOLDERS.qualifier}-permissions-boundary` });
  assertDeployments({ acme: { ...config, permissionsBoundary } }, new Date('2026-11-27'));
});

test('a name with another qualifier is another boundary', async () => {
  const [broken] = await settings.broken({ ...subject, bootstrapQualifier: 'acme' });
  expect(broken).toContain('a role has the boundary of the row, or that of its organization');
  expect(broken).toContain('policy/cdk-hnb659fds-boundary');
});

test('the page says what is not claimed; of other rows it says nothing', () => {
  expect(notClaimed(config)).toEqual([
    expect.stringMatching(/^\*\*Not claimed:\*\* .*iam:DetachRolePolicy/),
    expect.stringMatching(/^\*\*Not claimed:\*\* .*The organization's boundary/),
  ]);
  const { permissionsBoundary: _, ...others } = config;
  expect(notClaimed(others)).toEqual([]);
});
