import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { OrganizationConfig } from '../../domain/organization/organization-config';
import { organizationPolicies } from '../../domain/organization/organization-policies';
import { validateOrganizations } from '../../domain/organization/validate-organization';
import { addRulePacks } from '../../lib/checks/rule-packs';
import { ORGANIZATIONS } from '../../lib/config/organizations';
import { selectOrganization } from '../../lib/config/select-deployment';
import { PrivateBedrockOrganization } from '../../lib/private-bedrock-organization';
import { context } from '../support/synth';

const ROW: OrganizationConfig = ORGANIZATIONS.example;

function synthesized(row: OrganizationConfig) {
  const app = new App({ context, analyticsReporting: false });
  new PrivateBedrockOrganization(app, 'company', row);
  addRulePacks(app);
  const [stack] = app.synth().stacks;
  return stack;
}

test('the stack has the policies that the command prints, one after the other, on every target', () => {
  const stack = synthesized(ROW);
  const policies = Object.entries(
    Template.fromJSON(stack?.template as object).findResources('AWS::Organizations::Policy'),
  );
  expect(policies.map(([, { Properties }]) => Properties)).toEqual(
    organizationPolicies(ROW).map(({ name, type, description, content }) => ({
      ...{ Name: name, Type: type, Description: description, Content: content, TargetIds: ['r-ab12'] },
    })),
  );
  const ids = policies.map(([id]) => id);
  expect(policies.map(([, { DependsOn }]) => DependsOn)).toEqual([undefined, ...ids.slice(0, -1).map((id) => [id])]);
});

test('the stack names its account, so that the CDK refuses any other one', () => {
  expect(synthesized(ROW)?.environment).toMatchObject({ account: '111122223333', region: 'us-east-1' });
  expect(synthesized(ROW)?.terminationProtection).toBe(true);
});

const problems = (changes: Readonly<Record<string, unknown>>) =>
  validateOrganizations({ company: { ...ROW, ...changes } }).map(({ code, path }) => `${code} ${path}`);

test.each([
  ['no target', { targets: [] }, 'PB-CONFIG-005 company.targets'],
  ['the management account as a target', { targets: ['r-ab12', '111122223333'] }, 'PB-CONFIG-213 company.targets[1]'],
  ['a target by name', { targets: ['Root'] }, 'PB-CONFIG-211 company.targets[0]'],
  ['a unit without its root', { targets: ['ou-ab12'] }, 'PB-CONFIG-211 company.targets[0]'],
  ['a target twice', { targets: ['r-ab12', 'r-ab12'] }, 'PB-CONFIG-006 company.targets[1]'],
  ['an account with hyphens', { managementAccount: '1111-2222-3333' }, 'PB-CONFIG-210 company.managementAccount'],
  ['no administrator', { administrators: [] }, 'PB-CONFIG-005 company.administrators'],
  ['every role', { administrators: ['arn:aws:iam::*:role/admin'] }, 'PB-CONFIG-212 company.administrators[0]'],
  [
    'a role by pattern',
    { administrators: ['arn:aws:iam::111122223333:role/a*'] },
    'PB-CONFIG-212 company.administrators[0]',
  ],
  [
    'a session',
    { administrators: ['arn:aws:sts::111122223333:assumed-role/a/b'] },
    'PB-CONFIG-212 company.administrators[0]',
  ],
  ['the root user', { administrators: ['arn:aws:iam::111122223333:root'] }, 'PB-CONFIG-212 company.administrators[0]'],
  ['a Region without Bedrock', { region: 'us-esat-1' }, 'PB-CONFIG-020 company.region'],
])('refuses %s', (_, changes, expected) => {
  expect(problems(changes)).toContainEqual(expected);
  expect(() => synthesized({ ...ROW, ...changes } as OrganizationConfig)).toThrow(expected.split(' ')[0]);
});

test('takes roots, units and accounts', () => {
  expect(problems({ targets: ['r-ab12', 'ou-ab12-0123abcd', '999988887777'] })).toEqual([]);
});

test('another row is refused with those that exist', () => {
  expect(() => selectOrganization('other', ORGANIZATIONS)).toThrow(/PB-CONFIG-214 organization 'other'/);
  expect(selectOrganization('example', ORGANIZATIONS)).toBe(ORGANIZATIONS.example);
});
