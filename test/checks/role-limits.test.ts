import type { App } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { countPolicyCharacters } from '../../lib/checks/policy-size';
import { limitRoles } from '../../lib/checks/role-limits';
import { EXISTING, row } from '../deployment/rows';
import { Deployment, testStack } from '../support/synth';

function complaint(app: { synth(): unknown }): string {
  try {
    app.synth();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const FRAME =
  '{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"AWS":""}}],"Version":"2012-10-17"}'.length;

/** A role with a trust policy of so many characters. */
function trusting(length: number) {
  const stack = testStack();
  const account = 'arn:aws:iam::111122223333:role/';
  const assumedBy = new iam.ArnPrincipal(account.padEnd(length - FRAME, 'x'));
  const role = new iam.Role(stack, 'Role', { assumedBy });
  limitRoles(stack);
  const size = countPolicyCharacters(stack.resolve((role.node.defaultChild as iam.CfnRole).assumeRolePolicyDocument));
  expect(size).toBe(length);
  return stack.node.root as App;
}

describe('a trust policy', () => {
  test('of 2,048 characters is accepted', () => {
    expect(complaint(trusting(2048))).toBe('');
  });

  test('of one more is refused, with path, size, limit and remedy', () => {
    expect(complaint(trusting(2049))).toContain(
      'PB-SIZE-002 Test/Role: the trust policy has 2,049 characters, and IAM accepts 2,048: name fewer principals',
    );
  });

  test('of a row that names too many principals is refused by the name of the row and the role', () => {
    const roles = (count: number) =>
      Array.from({ length: count }, (_, index) => `arn:aws:iam::111122223333:role/${'team/'.repeat(6)}${index}`);
    const app = (count: number) =>
      new Deployment(
        'acme',
        row({ network: EXISTING, personas: { reader: { trustedPrincipals: { principals: roles(count) } } } }),
      ).app;
    expect(complaint(app(20))).toBe('');
    expect(complaint(app(40))).toMatch(/PB-SIZE-002 acme\/Access\/Reader: the trust policy has 2,\d{3} characters/);
  });
});

describe('inline policies', () => {
  const withInline = (...lengths: readonly number[]) => {
    const stack = testStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    const frame = '{"Statement":[{"Action":"s3:GetObject","Effect":"Allow","Resource":""}],"Version":"2012-10-17"}'
      .length;
    lengths.forEach((length, index) => {
      const resource = 'arn:aws:s3:::'.padEnd(length - frame, 'x');
      const document = {
        Version: '2012-10-17',
        Statement: [{ Action: 's3:GetObject', Effect: 'Allow', Resource: resource }],
      };
      // One within the role, the others as resources of their own.
      if (index === 0)
        (role.node.defaultChild as iam.CfnRole).policies = [{ policyName: 'P', policyDocument: document }];
      else
        new iam.CfnPolicy(stack, `P${index}`, {
          policyName: `P${index}`,
          policyDocument: document,
          roles: [role.roleName],
        });
    });
    limitRoles(stack);
    return stack.node.root as App;
  };

  test('of 10,240 characters together are accepted', () => {
    expect(complaint(withInline(5000, 5240))).toBe('');
  });

  test('of one more are refused', () => {
    expect(complaint(withInline(5000, 5241))).toContain(
      'PB-SIZE-003 Test/Role: the inline policies have 10,241 characters, and IAM accepts 10,240: use managed policies',
    );
  });
});

describe('attached policies', () => {
  const withAttached = (count: number, isStopped = false) => {
    const stack = testStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    role.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));
    const statements = [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })];
    for (let n = 1; n < count; n++) new iam.ManagedPolicy(stack, `P${n}`, { statements, roles: [role] });
    limitRoles(stack, isStopped ? [role] : []);
    return stack.node.root as App;
  };

  test('may be ten', () => {
    expect(complaint(withAttached(10))).toBe('');
  });

  test('may not be more', () => {
    expect(complaint(withAttached(11))).toContain(
      'PB-SIZE-004 Test/Role: 11 managed policies are attached, and IAM accepts 10: remove models',
    );
  });

  test('may be nine of a role that the breaker stops, which adds one', () => {
    expect(complaint(withAttached(9, true))).toBe('');
    expect(complaint(withAttached(10, true))).toContain(
      'PB-SIZE-005 Test/Role: 10 managed policies are attached, which leaves no room for the policy of the breaker',
    );
  });
});
