import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wav } from '../support/audio-files';
import { CompanyNetwork, guardLookups } from '../support/company-network';
import { importsOf, sourceFiles } from '../support/import-graph';
import { libraryAssembly } from '../support/knowledge-account';
import { LEAVES } from '../support/leaf-commands';
import { runMainIn, runProcess } from '../support/run-main';
import { CLINICIAN, scribingAssembly } from '../support/scribing/scribing-account';
import { tableAssembly } from '../support/table-assembly';
import { GOOD, NOVA } from '../support/tuning-account';

const CONSULTATION = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const CLINICAL = () => ['--app', scribingAssembly(), '--clinician', CLINICIAN];

/** Arguments with which each command calls AWS. */
const CALLS: Readonly<Record<string, () => readonly string[]>> = {
  preflight: () => ['--app', tableAssembly()],
  ask: () => ['Hello', '--app', tableAssembly()],
  validate: () => ['s3://private-bedrock-example/datasets/train.jsonl', '--model', 'amazon.nova-lite-v1:0'],
  tune: () => [GOOD, ...NOVA, '--app', tableAssembly(), '--yes'],
  teardown: () => ['--app', tableAssembly(), '--yes'],
  plan: () => ['--app', tableAssembly(), '--out', join(network.folder, 'plan')],
  models: () => ['--region', 'us-east-1', '--account'],
  capacity: () => ['--app', tableAssembly(), '--rps', '1', '--minutes', '1', '--account'],
  usage: () => ['--app', tableAssembly()],
  retrieve: () => ['Hello', '--app', libraryAssembly()],
  sync: () => [documents(), '--app', libraryAssembly()],
  evaluate: () => ['--questions', questions(), '--app', libraryAssembly()],
  scribe: () => [recording(), ...CLINICAL(), '--yes'],
  'notes list': CLINICAL,
  'notes review': () => [CONSULTATION, ...CLINICAL()],
  'notes export': () => [CONSULTATION, ...CLINICAL(), '--output', join(network.folder, 'note.html')],
  'notes sign': () => [CONSULTATION, ...CLINICAL(), '--output', join(network.folder, 'note.json')],
  'notes purge': () => [CONSULTATION, ...CLINICAL(), '--yes'],
};

let network: CompanyNetwork;
/** Another one, for commands within this process: what they still ask when they have failed, no other test sees. */
let strict: CompanyNetwork;
/** Hosts that the command of this process looked up. */
const direct: string[] = [];
let guard: ReturnType<typeof guardLookups>;

/** Writes a folder with one document. */
function documents(): string {
  const folder = join(network.folder, 'documents');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'a.md'), 'text');
  return folder;
}

function questions(): string {
  const file = join(network.folder, 'questions.jsonl');
  writeFileSync(file, `${JSON.stringify({ question: 'a', relevant: ['a.md'] })}\n`);
  return file;
}

function recording(): string {
  const file = join(network.folder, 'recording.wav');
  writeFileSync(file, wav({ seconds: 2 }));
  return file;
}

const TRUSTED = () => ({ AWS_CA_BUNDLE: network.authority });

beforeAll(async () => {
  network = await CompanyNetwork.start();
  strict = await CompanyNetwork.start();
  guard = guardLookups((host) => direct.push(host));
});
afterEach(() => {
  network.clear();
  strict.clear();
});
afterAll(() => {
  guard.end();
  network.stop();
  strict.stop();
});

type Environment = Readonly<Record<string, string>>;

const argv = (name: string) => [...name.split(' '), ...(CALLS[name]?.() ?? [])];

/** A process of its own, where what is tested is read at its start, or kept until its end. */
const run = (name: string, env: Environment = {}) => runProcess({ ...network.env, ...env }, argv(name));

async function runHere(name: string, env: Environment) {
  direct.length = 0;
  const { stderr, ...others } = await runMainIn({ ...strict.env, ...env }, argv(name));
  return { ...others, stderr: `${stderr}${direct.map((host) => `DIRECT ${host}\n`).join('')}` };
}

/** Commands whose modules reach the configuration of the AWS clients. */
function commandsThatCallAws(): readonly string[] {
  const imports = importsOf(sourceFiles());
  return LEAVES.map(({ name }) => name).filter((name) => {
    const [folder, file, leaf] = name.startsWith('notes ')
      ? ['cli/healthscribe/notes', 'members.ts', name.slice('notes '.length)]
      : ['cli', 'commands.ts', name];
    const source = readFileSync(`${folder}/${file}`, 'utf8');
    const [, path] = new RegExp(`\\b'?${leaf}'?: \\{[^}]*import\\('\\./([^']+)'\\)`).exec(source) ?? [];
    const reached = new Set([`${folder}/${path}.ts`]);
    for (const reachedFile of reached) for (const { from, to } of imports) if (from === reachedFile) reached.add(to);
    return reached.has('cli/aws/client-config.ts');
  });
}

test('every command that calls AWS is tested below', () => {
  expect(Object.keys(CALLS).sort()).toEqual([...commandsThatCallAws()].sort());
});

test('every client of a command has the configuration of cli/aws', () => {
  const sources = sourceFiles()
    .filter((file) => /^(cli|proofs)\//.test(file))
    .map((file) => [file, readFileSync(file, 'utf8')] as const);
  const own = new Set(
    sources.flatMap(([, source]) => [...source.matchAll(/class (\w+Client)\b/g)].map(([, name]) => name)),
  );
  const makesClient = (source: string) => [...source.matchAll(/new (\w+Client)\(/g)].some(([, name]) => !own.has(name));
  const clients = sources.filter(([, source]) => makesClient(source));
  expect(clients.length).toBeGreaterThan(5);
  expect(clients.filter(([, source]) => !/\b(s3C|c)lientConfig\(/.test(source)).map(([file]) => file)).toEqual([]);
});

describe.each(Object.keys(CALLS))('%s', (name) => {
  test('reaches AWS through the proxy, with the authority of NODE_EXTRA_CA_CERTS', async () => {
    const { stdout, stderr } = await run(name, { NODE_EXTRA_CA_CERTS: network.authority });
    // Preflight skips an inspection that AWS denies.
    expect(stdout + stderr).toMatch(/refused by AWS|not permitted/);
    expect(stdout + stderr).not.toMatch(/DIRECT|proxy/i);
    expect(network.requested).not.toEqual([]);
    expect(new Set(network.connected)).toEqual(new Set(network.requested.map((host) => `${host}:443`)));
  });

  test('reports a proxy that refuses, with a remedy and without its password', async () => {
    strict.refusal = '407 Proxy Authentication Required';
    const { status, stdout, stderr } = await runHere(name, { HTTPS_PROXY: strict.proxyUrl('ann:hunter2@') });
    expect(status).not.toBe(0);
    expect(stdout + stderr).toMatch(/ proxy http:\/\/127\.0\.0\.1:\d+ refuses with HTTP 407/);
    expect(stdout + stderr).toContain('Check HTTPS_PROXY with its user and password');
    expect(stdout + stderr).not.toMatch(/hunter2|DIRECT/);
    expect(strict.authorization).toBe(`Basic ${Buffer.from('ann:hunter2').toString('base64')}`);
    expect(strict.requested).toEqual([]);
  });
});

test('preflight reaches every service of its inspections through the proxy', async () => {
  await run('preflight', TRUSTED());
  for (const service of ['bedrock', 'lambda', 'servicequotas', 'ssm', 'sts']) {
    expect(network.connected).toContain(`${service}.us-east-1.amazonaws.com:443`);
  }
});

describe('an error with code and remedy', () => {
  test.each([
    ['an unknown authority', {}, /^PB-AWS-013 .*\nSet NODE_EXTRA_CA_CERTS or AWS_CA_BUNDLE to a PEM file/m],
    [
      'no such proxy',
      { HTTPS_PROXY: 'http://ann:hunter2@127.0.0.1:1' },
      /^PB-AWS-012 .* http:\/\/127\.0\.0\.1:1 cannot be/m,
    ],
    [
      'a SOCKS proxy',
      { HTTPS_PROXY: 'socks5://ann:hunter2@proxy' },
      /^PB-AWS-014 HTTPS_PROXY is a URL of the protocol socks5\./m,
    ],
    ['a proxy that is no URL', { HTTPS_PROXY: 'http://ann:hunter2@' }, /^PB-AWS-014 HTTPS_PROXY is not a URL\./m],
    [
      'a missing bundle',
      { AWS_CA_BUNDLE: '/nonexistent.pem' },
      /^PB-AWS-015 .*'\/nonexistent\.pem' cannot be read: ENOENT/m,
    ],
  ] as const)('for %s', async (_, env, message) => {
    const { status, stdout, stderr } = await runHere('teardown', env);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/hunter2|DIRECT/);
    expect(strict.requested).toEqual([]);
  });
});

describe('credentials come through the proxy as well', () => {
  const withConfig = (config: string) => {
    const file = join(network.folder, 'config');
    writeFileSync(file, config);
    return {
      ...TRUSTED(),
      AWS_CONFIG_FILE: file,
      AWS_PROFILE: 'corp',
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
    };
  };

  test('of a role that a profile assumes', async () => {
    const { stderr } = await run(
      'teardown',
      withConfig(
        `[profile corp]\nregion = us-east-1\nrole_arn = arn:aws:iam::111122223333:role/Dev\nsource_profile = base\n[profile base]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = dummy\n`,
      ),
    );
    expect(stderr).not.toContain('DIRECT');
    expect(network.requested).toEqual(['sts.us-east-1.amazonaws.com']);
  });

  test('of IAM Identity Center', async () => {
    const cache = join(network.folder, '.aws/sso/cache');
    mkdirSync(cache, { recursive: true });
    writeFileSync(
      join(cache, `${createHash('sha1').update('corp').digest('hex')}.json`),
      JSON.stringify({ accessToken: 'token', expiresAt: '2999-01-01T00:00:00Z' }),
    );
    const { stderr } = await run(
      'teardown',
      withConfig(
        `[profile corp]\nregion = us-east-1\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Dev\n[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.awsapps.com/start\n`,
      ),
    );
    expect(stderr).not.toContain('DIRECT');
    expect(network.requested).toEqual(['portal.sso.us-east-1.amazonaws.com']);
  });
});
