import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountTarget } from '../../cli/account/account-target';
import { ACCOUNTS_FILE } from '../../domain/account/account-record';
import { handMadeAssembly } from '../support/hand-made-assembly';
import { runMain } from '../support/run-main';
import { accountAssembly } from './account-assembly';

const io = { cwd: mkdtempSync(join(tmpdir(), 'empty-')), env: {} };
const folder = accountAssembly('target', { region: 'eu-west-1', audit: ['guardrails'] });
const target = (row?: string) => accountTarget({ app: folder, ...(row !== undefined && { row }) }, io);

test('the only account deployment of an assembly is taken, with its commands', () => {
  const { record, names, commands } = target();
  expect([record.name, names.region]).toEqual(['target', 'eu-west-1']);
  expect(commands.deploy).toBe(`npx cdk deploy "target/*" --app ${folder}`);
  expect(commands.own('adopt')).toBe(`npm run account -- adopt --row target --app ${folder}`);
});

test('another name is refused with those that exist', () => {
  expect(() => target('other')).toThrow(
    expect.objectContaining({ code: 'PB-ACCOUNT-003', remedy: 'Use one of: target.' }),
  );
});

test('an assembly without one says how to make one', () => {
  const app = handMadeAssembly({});
  expect(() => accountTarget({ app }, io)).toThrow(expect.objectContaining({ code: 'PB-ACCOUNT-002' }));
  expect(() => accountTarget({}, io)).toThrow(expect.objectContaining({ code: 'PB-ACCOUNT-002' }));
});

test('of several one must be named', () => {
  const file = join(folder, ACCOUNTS_FILE);
  const text = readFileSync(file, 'utf8');
  const { accounts } = JSON.parse(text);
  writeFileSync(file, JSON.stringify({ format: 1, accounts: [...accounts, { ...accounts[0], name: 'second' }] }));
  expect(() => target()).toThrow(expect.objectContaining({ code: 'PB-ACCOUNT-004' }));
  expect(target('second').record.name).toBe('second');
  writeFileSync(file, JSON.stringify({ format: 2, accounts }));
  expect(() => target()).toThrow(expect.objectContaining({ code: 'PB-ACCOUNT-001' }));
  writeFileSync(file, text);
});

test('a row without a setting of the workflow has nothing to apply', async () => {
  expect(await runMain(['account', 'apply', '--app', folder])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('PB-ACCOUNT-005 Row target plans neither logging nor dataRetention.'),
  });
});

describe('commands about assemblies', () => {
  const out = mkdtempSync(join(tmpdir(), 'diagram-'));

  test.each([
    [['cost', '--app', folder], /target in eu-west-1, US dollars a month[\s\S]*\naccount settings/],
    [['summary', '--app', folder], /target\/Account/],
    [['check', folder], /0 open findings/],
    [['diagram', '--app', folder, '--out', out], /account\.svg/],
  ] as const)('%j reads an account deployment', async (args, expected) => {
    expect(await runMain([...args])).toMatchObject({ status: 0, stdout: expect.stringMatching(expected) });
  });

  test.each([
    ['plan', 'PB-PLAN-003'],
    ['preflight', 'PB-APP-003'],
  ])('%s refuses one, and names what to use', async (name, code) => {
    const { status, stderr } = await runMain([name, '--app', folder]);
    expect(status).not.toBe(0);
    expect(stderr).toMatch(new RegExp(`^${code} [\\s\\S]*account deployment, use .*account status`));
  });
});
