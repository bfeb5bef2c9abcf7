import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IAMClient } from '@aws-sdk/client-iam';
import { MANAGED_POLICIES, managedPolicyFixtures } from '../../proofs/model/managed-policies';
import { refreshPolicies } from '../../proofs/refresh-policies';
import { ScriptedAccount } from '../preflight/account/scripted-account';
import { answered, refused } from '../preflight/account/wire';

let account: ScriptedAccount;
let folder: string;
let client: IAMClient;

beforeAll(async () => {
  account = await ScriptedAccount.open();
  client = new IAMClient({
    endpoint: account.url,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterAll(() => account.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policies-'));
  cpSync(MANAGED_POLICIES, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** An account in which every policy has this version and these actions. */
const answers = (version: string, Action: readonly string[]) => ({
  'iam:GetPolicy': answered(`<Policy><DefaultVersionId>${version}</DefaultVersionId></Policy>`),
  'iam:GetPolicyVersion': answered(
    `<PolicyVersion><CreateDate>2026-11-24T01:02:03Z</CreateDate><Document>${encodeURIComponent(
      JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }),
    )}</Document></PolicyVersion>`,
  ),
});
const contents = () => readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));

test('a policy that has not changed stays as it is, to the byte', async () => {
  const before = contents();
  account.script({
    ...answers('v11', []),
    'iam:GetPolicy': ({ fields }) =>
      answered(
        `<Policy><DefaultVersionId>${/ReadOnly/.test(JSON.stringify(fields)) ? 'v7' : 'v11'}</DefaultVersionId></Policy>`,
      ),
  });
  expect(await refreshPolicies(client, undefined, folder)).toEqual([
    expect.stringMatching(/^AmazonBedrockFullAccess: still v11 of /),
    expect.stringMatching(/^AmazonBedrockReadOnly: still v7 of /),
  ]);
  expect(contents()).toEqual(before);
});

test('a new version is written, and what it gains and loses is said', async () => {
  account.script(answers('v12', ['bedrock:*', 'sqs:PurgeQueue']));
  const [full] = await refreshPolicies(client, undefined, folder);
  expect(full).toMatch(/^AmazonBedrockFullAccess: v11 → v12 of 2026-11-24/);
  expect(full).toMatch(/\n {2}\+ sqs:PurgeQueue/);
  expect(full).toMatch(/\n {2}- iam:PassRole/);
  expect(full).not.toMatch(/[+-] bedrock:\*/);
  expect(JSON.parse(readFileSync(join(folder, 'AmazonBedrockFullAccess.json'), 'utf8'))).toMatchObject({
    version: 'v12',
    updated: '2026-11-24',
    document: { Statement: [{ Action: ['bedrock:*', 'sqs:PurgeQueue'] }] },
  });
});

test('a policy can be added', async () => {
  account.script(answers('v3', ['bedrock:*']));
  const lines = await refreshPolicies(client, 'arn:aws:iam::aws:policy/AmazonBedrockLimitedAccess', folder);
  expect(lines).toContain('AmazonBedrockLimitedAccess: new, v3 of 2026-11-24');
  expect(readdirSync(folder)).toContain('AmazonBedrockLimitedAccess.json');
});

test.each([
  [
    'no right to look',
    { 'iam:GetPolicy': refused('AccessDenied', 403) },
    /iam:GetPolicy failed for arn:\S+: .*\(AccessDenied\)/,
  ],
  [
    'a version that is gone',
    { ...answers('v12', []), 'iam:GetPolicyVersion': refused('NoSuchEntity', 404) },
    /NoSuchEntity/,
  ],
])('%s: an error that says so, and nothing half-written', async (_, script, message) => {
  const before = contents();
  account.script(script);
  await expect(refreshPolicies(client, undefined, folder)).rejects.toThrow(message);
  expect(contents()).toEqual(before);
});

test('what is no AWS managed policy is refused', async () => {
  account.script();
  const ours = 'arn:aws:iam::111122223333:policy/AmazonBedrockFullAccess';
  account.script(answers('v11', []));
  await expect(refreshPolicies(client, ours, folder)).rejects.toThrow(`${ours} is not an AWS managed policy.`);
});

test.each(['{', '[]', 'null', '{ "arn": "arn:aws:iam::aws:policy/X" }'])(
  'a document that is broken is named: %s',
  (text) => {
    writeFileSync(join(folder, 'Broken.json'), text);
    expect(() => managedPolicyFixtures(folder)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/Broken\.json: what it holds is not modelled\.$/),
        remedy: expect.stringContaining('Take it back from git'),
      }),
    );
  },
);
