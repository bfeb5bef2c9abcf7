import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organizationPolicies } from '../../domain/organization/organization-policies';
import { environmentOf, runMain, runMainIn } from '../support/run-main';

const ADMIN = 'arn:aws:iam::444455556666:role/developer-admin';
const MANAGEMENT = '111122223333';
const FLAGS = ['developer', 'policies', '--administrator', ADMIN];

/** Organization as AWS describes it to the caller. */
const organization = {
  caller: MANAGEMENT,
  /** Undefined for an account in none. */
  master: MANAGEMENT as string | undefined,
  features: 'ALL',
  types: ['SERVICE_CONTROL_POLICY', 'AISERVICES_OPT_OUT_POLICY'],
};
const asked: string[] = [];

const server = createServer((request, response) => {
  const target = String(request.headers['x-amz-target'] ?? '').replace(/.*\./, '');
  asked.push(target || 'GetCallerIdentity');
  const answer = (status: number, body: object, error = '') =>
    response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.1', ...(error && { 'x-amzn-errortype': error }) })
      .end(JSON.stringify(body));
  const { caller, master, features, types } = organization;
  if (target === 'DescribeOrganization') {
    if (master === undefined) return answer(400, { message: 'none' }, 'AWSOrganizationsNotInUseException');
    return answer(200, { Organization: { Id: 'o-example', MasterAccountId: master, FeatureSet: features } });
  }
  if (target === 'ListRoots') {
    return answer(200, { Roots: [{ Id: 'r-ab12', PolicyTypes: types.map((Type) => ({ Type, Status: 'ENABLED' })) }] });
  }
  return response
    .writeHead(200, { 'content-type': 'text/xml' })
    .end(
      `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${caller}</Account><Arn>arn:aws:iam::${caller}:user/a</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`,
    );
});

beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
afterAll(() => {
  server.closeAllConnections();
  return once(server.close(), 'close');
});

const look = (changes: Partial<typeof organization>, ...more: readonly string[]) => {
  Object.assign(organization, { caller: MANAGEMENT, master: MANAGEMENT, features: 'ALL' }, changes);
  organization.types = changes.types ?? ['SERVICE_CONTROL_POLICY', 'AISERVICES_OPT_OUT_POLICY'];
  asked.length = 0;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return runMainIn(environmentOf(url), [...FLAGS, '--look', ...more]);
};

test('prints each policy with its size, and whom it does not bind', async () => {
  const { status, stdout, stderr } = await runMain(FLAGS);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const { name, content } of organizationPolicies({ administrators: [ADMIN] })) {
    expect(stdout).toContain(`${name}.json · `);
    expect(stdout).toContain(JSON.stringify(content, null, 2));
  }
  expect(stdout).toMatch(/SERVICE_CONTROL_POLICY · \d+ of 5120 characters/);
  expect(stdout).toMatch(/do not bind the management account, nor a developer with a Builder ID/);
});

test('--json prints the same by name', async () => {
  const { stdout } = await runMain([...FLAGS, '--deny-console-use', '--json']);
  const expected = organizationPolicies({ administrators: [ADMIN], denyConsoleUse: true });
  expect(JSON.parse(stdout)).toEqual(Object.fromEntries(expected.map(({ name, content }) => [name, content])));
});

test('--folder writes a file for each policy, and replaces none', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'policies-')), 'new');
  expect(await runMain([...FLAGS, '--folder', folder])).toMatchObject({ status: 0 });
  const names = ['ai-services-opt-out.json', 'developer-profiles.json', 'developer-seats.json'];
  expect(readdirSync(folder).sort()).toEqual(names);
  const text = () => names.map((name) => readFileSync(join(folder, name), 'utf8'));
  const before = text();
  const again = await runMain([...FLAGS, '--deny-console-use', '--folder', folder]);
  expect(again).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/PB-POLICIES-002.*developer-seats\.json.*Nothing was written/) as string,
  });
  expect(readdirSync(folder).sort()).toEqual(names);
  expect(text()).toEqual(before);
});

test.each([
  ['a pattern', ['arn:aws:iam::444455556666:role/*']],
  ['the account', ['444455556666']],
  ['the same role twice', [ADMIN, ADMIN]],
])('refuses %s as administrator', async (_, roles) => {
  const run = await runMain(['developer', 'policies', '--administrator', ...roles]);
  expect(run).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringMatching(/PB-POLICIES-001 .*--administrator/) as string,
  });
});

test('needs an administrator: without one, nobody could give a seat', async () => {
  expect(await runMain(['developer', 'policies'])).toMatchObject({ status: 2, stdout: '' });
});

test('--look in the management account says so, and changes nothing', async () => {
  const { status, stdout } = await look({});
  expect({ status, asked }).toEqual({ status: 0, asked: ['GetCallerIdentity', 'DescribeOrganization', 'ListRoots'] });
  expect(stdout).toMatch(/^Account 111122223333 is the management account of organization o-example/);
});

test.each([
  [
    'a member account',
    { caller: '444455556666' },
    /PB-POLICIES-004 Account 444455556666 is a member of organization o-example.*111122223333/,
  ],
  [
    'an account in no organization',
    { master: undefined },
    /PB-POLICIES-003 Account 111122223333 is in no organization/,
  ],
  ['an organization for billing only', { features: 'CONSOLIDATED_BILLING' }, /PB-POLICIES-005 Organization o-example/],
  [
    'a root without a type of policy',
    { types: ['SERVICE_CONTROL_POLICY'] },
    /PB-POLICIES-006 Root r-ab12 .*AISERVICES_OPT_OUT_POLICY[\s\S]*enable-policy-type --root-id r-ab12/,
  ],
])('--look refuses %s, prints no policy and writes nothing', async (_, changes, message) => {
  const folder = join(mkdtempSync(join(tmpdir(), 'policies-')), 'new');
  const run = await look(changes, '--folder', folder);
  expect(run).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(message) as string });
  expect(() => readdirSync(folder)).toThrow('ENOENT');
});
