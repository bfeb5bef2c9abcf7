import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountAssembly } from './account/account-assembly';
import { row } from './deployment/rows';
import { assemblyWith } from './spend/breaker-account';
import { wav } from './support/audio-files';
import { handMadeAssembly } from './support/hand-made-assembly';
import { HOSTILE, HostileService, shownOnTerminals } from './support/hostile-service';
import { libraryAssembly } from './support/knowledge-account';
import { LEAVES } from './support/leaf-commands';
import { environmentOf, type MainRun, runMain, runMainIn } from './support/run-main';
import { scribingAssembly } from './support/scribing/scribing-account';
import { tableAssembly } from './support/table-assembly';
import { GOOD, NOVA } from './support/tuning-account';

const folder = mkdtempSync(join(tmpdir(), 'json-errors-'));
const manifest = (content: string) => {
  const path = mkdtempSync(join(folder, 'manifest-'));
  writeFileSync(join(path, 'manifest.json'), content);
  return path;
};

afterAll(() => rmSync(folder, { recursive: true }));

const QUESTIONS = join(folder, 'questions.jsonl');
writeFileSync(QUESTIONS, '{"question":"a","relevant":["a.md"]}');

const CONSULTATION = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const AUDIO = join(folder, 'recording.wav');
writeFileSync(AUDIO, wav({ seconds: 1 }));

const REASON = ['--reason', 'The test has ended', '--yes'];

/** Arguments without which a command does not begin. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'breaker reset': REASON,
  models: ['--region', 'us-east-1'],
  ask: ['Hi'],
  retrieve: ['Hi'],
  sync: ['docs'],
  evaluate: ['--questions', QUESTIONS],
  validate: [GOOD, ...NOVA],
  tune: [GOOD, ...NOVA, '--yes'],
  scribe: [AUDIO],
  'notes review': [CONSULTATION],
  'notes export': [CONSULTATION, '--output', join(folder, 'page.html')],
  'notes sign': [CONSULTATION],
  'notes purge': [CONSULTATION, '--yes'],
  'developer report': ['docs'],
  'developer plan': ['docs', '--until', '2030-04-30'],
};

const TABLE = ['--app', tableAssembly()];
const CLINICIAN = ['--app', scribingAssembly(), '--clinician', 'c0ffee-0042'];
const LIBRARY = ['--app', libraryAssembly()];

/** Mistakes that every command with the option can meet: a new command is asked the same. */
const SITUATIONS: Readonly<Record<string, { readonly args: readonly string[]; readonly option?: string }>> = {
  'an unknown option': { args: ['--no-such-option'] },
  'a value for a switch': { args: ['--json=yes'] },
  'an unknown row': { args: [...TABLE, '--deployment', 'nowhere'], option: '--deployment' },
  'a row like a property of every object': { args: [...TABLE, '--deployment', '__proto__'], option: '--deployment' },
  'a folder without an assembly': { args: ['--app', '/nonexistent'], option: '--app' },
  'a file in place of a folder': { args: ['--app', 'README.md'], option: '--app' },
  'an assembly without a stack': { args: ['--app', handMadeAssembly({})], option: '--app' },
  'an empty manifest': { args: ['--app', manifest('{}')], option: '--app' },
  'a manifest that is no object': { args: ['--app', manifest('null')], option: '--app' },
  'a manifest that is no JSON': { args: ['--app', manifest('{')], option: '--app' },
  ...Object.fromEntries(
    [null, 5, 'text', { Type: 'toString' }, { Properties: {} }, { Type: 'AWS::S3::Bucket', Properties: [] }].map(
      (resource) => [
        `a resource that is ${JSON.stringify(resource)}`,
        { args: ['--app', handMadeAssembly({ 'sandbox/Foundation': { X: resource as never } })], option: '--app' },
      ],
    ),
  ),
  'an assembly of another version': {
    args: ['--app', manifestOfAnotherVersion()],
    option: '--app',
  },
};

function manifestOfAnotherVersion(): string {
  const path = handMadeAssembly({ 'sandbox/Foundation': {} });
  writeFileSync(join(path, 'private-bedrock.json'), '{ "format": 99 }');
  return path;
}

const OPTIONS = LEAVES.map(async ({ name, load }) => {
  const { options } = (await load()).program();
  return [name, options.map(({ long }) => long)] as const;
});

const FAILURE = {
  error: {
    code: expect.stringMatching(/^PB-[A-Z]+-\d{3}$/),
    message: expect.stringMatching(/./),
    remedy: expect.stringMatching(/./),
  },
};

const expectFailure = ({ status, stdout, stderr }: MainRun, about: string) => {
  const printed: unknown = parsed(stdout);
  expect([about, printed, status ?? 0]).toEqual([about, FAILURE, expect.any(Number)]);
  const { code, message, remedy } = (printed as { error: Record<string, string> }).error;
  expect([about, stderr]).toEqual([about, expect.stringContaining(`${code} ${message}\n${remedy}\n`)]);
  expect(status).toBeGreaterThan(0);
  return code;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

test.each(Object.entries(SITUATIONS))('every command, with %s', async (situation, { args, option }) => {
  const commands = (await Promise.all(OPTIONS)).filter(([, options]) => !option || options.includes(option));
  expect(commands.length).toBeGreaterThan(4);
  for (const [name] of commands) {
    expectFailure(
      await runMain([...name.split(' '), ...(NEEDED[name] ?? []), ...args, '--json']),
      `${name}, ${situation}`,
    );
  }
});

test.each(['cost', 'diagram', 'summary', 'plan'])('%s reports nothing on an assembly without a stack', async (name) => {
  expect(expectFailure(await runMain([name, '--app', handMadeAssembly({}), '--json']), name)).toBe('PB-APP-007');
});

test('every command has --json', async () => {
  const without = (await Promise.all(OPTIONS)).filter(([, options]) => !options.includes('--json'));
  expect(without).toEqual([]);
});

test.each([
  [['cots', '--json']],
  [['--json', 'cost', '--no-such-option']],
  [['--json']],
  [['help', 'cots', '--json']],
  [['check', 'none.json', '--format', 'json']],
  [['check', 'none.json', '--format=sarif']],
])('%j, which names no command or another format', async (argv) => {
  expectFailure(await runMain(argv), argv.join(' '));
});

test('a prompt with the word is no option', async () => {
  const { stdout, status } = await runMain(['ask', 'what is --json', '--app', '/nonexistent']);
  expect({ stdout, failed: status !== 0 }).toEqual({ stdout: '', failed: true });
});

const SETTINGS = ['--app', accountAssembly('json', { region: 'us-east-1', dataRetention: 'none' })];

const BREAKER = ['--app', assemblyWith(row({ spend: { hourlyUsd: 20, dailyUsd: 100 }, observability: {} }))];

/** Every command that calls AWS, as it does so first. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  preflight: TABLE,
  models: ['--region', 'us-east-1', '--account'],
  plan: TABLE,
  capacity: ['--rps', '1', '--minutes', '1', '--account', ...TABLE],
  usage: TABLE,
  'account status': SETTINGS,
  'account apply': [...SETTINGS, '--yes'],
  'account adopt': [...SETTINGS, '--yes'],
  'account remove': [...SETTINGS, '--yes'],
  'developer policies': ['--administrator', 'arn:aws:iam::111122223333:role/admin', '--look'],
  'breaker status': BREAKER,
  'breaker reset': [...BREAKER, ...REASON],
  ask: ['Hi', ...TABLE],
  validate: ['s3://datasets/rows.jsonl', ...NOVA],
  tune: [GOOD, ...NOVA, '--yes', ...TABLE],
  teardown: TABLE,
  retrieve: ['Hi', ...LIBRARY],
  sync: ['docs', ...LIBRARY],
  evaluate: ['--questions', QUESTIONS, ...LIBRARY],
  scribe: [AUDIO, ...CLINICIAN],
  'notes list': CLINICIAN,
  'notes review': [CONSULTATION, ...CLINICIAN],
  'notes export': [CONSULTATION, '--output', join(folder, 'page.html'), ...CLINICIAN],
  'notes sign': [CONSULTATION, ...CLINICIAN],
  'notes purge': [CONSULTATION, '--yes', ...CLINICIAN],
  'developer report': ['s3://reports/prefix'],
  'developer plan': ['s3://reports/prefix', '--until', '2030-04-30'],
};

test.each(Object.entries(CALLS))('%s names a profile that does not exist', async (name, args) => {
  const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', AWS_PROFILE: 'nobody' };
  const row = args.includes(TABLE[1] ?? '') ? ['--deployment', 'sandbox'] : [];
  const run = await runMainIn(env, [...name.split(' '), ...args, ...row, '--json']);
  expect(run.stdout).toContain("AWS profile 'nobody' does not exist.");
  // The report of preflight is complete: it says so of the first inspection.
  if (name === 'preflight')
    expect({ status: run.status, ...JSON.parse(run.stdout).counts }).toMatchObject({ status: 1, fail: 1 });
  else expect(expectFailure(run, name)).toBe('PB-AWS-010');
});

test('the commands that call AWS are those that load its SDK', () => {
  const offline = ['check', 'cost', 'developer registry', 'diagram', 'summary'];
  expect([...Object.keys(CALLS), ...offline].sort()).toEqual(LEAVES.map(({ name }) => name).sort());
});

describe('text that hides, reverses, colours and titles reaches no terminal', () => {
  const service = new HostileService();
  beforeAll(() => service.start());
  afterAll(() => service.stop());

  /** Tells whether the output shows such text by its code; it never contains it. */
  const shows = async (name: string, ...args: readonly string[]) => {
    const shown = await shownOnTerminals([...name.split(' '), ...args], environmentOf(service.url));
    expect([name, shown]).toEqual([name, expect.not.stringMatching(/[^\P{Cc}\n\t]|\p{Bidi_Control}/u)]);
    return shown.includes('\\u202e') ? [name] : [];
  };
  const bothWays = async (name: string, ...args: readonly string[]) =>
    (await shows(name, ...args)).concat(await shows(name, ...args, '--json'));

  test('from the arguments of every command', async () => {
    const showing: string[] = [];
    for (const { name } of LEAVES) showing.push(...(await bothWays(name, HOSTILE, HOSTILE, `--${HOSTILE}`)));
    expect(new Set(showing).size).toBeGreaterThan(LEAVES.length / 2);
  });

  test('from the answers of AWS to every command', async () => {
    const showing: string[] = [];
    for (const [name, args] of Object.entries(CALLS)) {
      const row = args.includes(TABLE[1] ?? '') ? ['--deployment', 'sandbox'] : [];
      showing.push(...(await bothWays(name, ...args, ...row)));
    }
    expect(new Set(showing).size).toBeGreaterThan(Object.keys(CALLS).length / 2);
  });

  test('from a file', async () => {
    const properties = { [HOSTILE]: HOSTILE, BucketName: HOSTILE };
    const app = handMadeAssembly({
      'sandbox/Foundation': { [HOSTILE]: { Type: 'AWS::S3::Bucket', Properties: properties } },
    });
    for (const name of ['cost', 'summary', 'plan']) await bothWays(name, '--app', app);
    await bothWays('diagram', '--app', app, '--out', folder);
    const file = join(folder, 'template.json');
    writeFileSync(file, JSON.stringify({ Resources: { [HOSTILE]: { Type: 'AWS::S3::Bucket' } } }));
    expect(await bothWays('check', file)).toEqual(['check', 'check']);
  });
});
