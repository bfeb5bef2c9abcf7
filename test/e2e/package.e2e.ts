import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const VERSIONS = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const npm = (cwd: string, ...args: string[]) =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

let folder: string;
let packed: readonly string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'consumer-'));
  const [tarball] = JSON.parse(npm('.', 'pack', '--json', '--pack-destination', folder)) as {
    readonly filename: string;
    readonly files: readonly { readonly path: string }[];
  }[];
  packed = tarball?.files.map(({ path }) => path) ?? [];
  const version = (name: string) => VERSIONS.devDependencies[name] ?? VERSIONS.dependencies[name] ?? '*';
  const names = ['aws-cdk-lib', 'constructs', 'cdk-nag', '@types/node', '@types/jest', 'tsx', 'jest'];
  write('package.json', {
    name: 'consumer',
    private: true,
    devDependencies: {
      ...Object.fromEntries(names.map((name) => [name, version(name)])),
      typescript: '5.9.3',
      'typescript-7': `npm:typescript@${version('typescript')}`,
      'ts-jest': '29.4.12',
    },
    dependencies: { 'private-bedrock': `file:./${tarball?.filename}` },
    overrides: { 'unrs-resolver': '1.12.2' },
  });
  npm(folder, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts');
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: unknown): void {
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
}

/** Runs Node in the consumer's folder, with nothing of this repository. */
function run(script: string, ...args: readonly string[]) {
  const env = { PATH: process.env.PATH, HOME: folder, CDK_OUTDIR: join(folder, 'cdk.out'), CDK_VALIDATION: 'false' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env,
  });
  return { status, stdout, stderr };
}
const inModules = (path: string) => join(folder, 'node_modules', path);
const tsx = (file: string) => run(inModules('tsx/dist/cli.mjs'), file);
const bedrock = (...args: readonly string[]) => run(inModules('.bin/private-bedrock'), ...args);

/** A block of docs/adopting.md under a heading. */
function example(heading: string): string {
  const section =
    readFileSync('docs/adopting.md', 'utf8')
      .split('\n## ')
      .find((text) => text.startsWith(heading)) ?? '';
  const code = section.split('```ts\n')[1]?.split('```')[0];
  if (code === undefined) throw new Error(`docs/adopting.md has no example under ${heading}`);
  return code;
}

test('the tarball holds no tests, fixtures, proofs or sources, and no AGPL library; of docs only what remedies name', () => {
  const pages = packed.filter((path) => path.startsWith('docs/'));
  expect(pages.map((path) => path.slice('docs/'.length)).sort()).toEqual([
    'configuration.md',
    'fine-tuning.md',
    'inference.md',
    'knowledge.md',
    'rules.md',
    'runbooks/access-denied.md',
  ]);
  expect(
    packed.filter((path) => !/^(dist\/|docs\/|package\.json|README\.md|LICENSE|CHANGELOG\.md)/.test(path)),
  ).toEqual([]);
  expect(
    packed.filter((path) => /test|fixture|proof|sandbox|\.map$|(?<!\.d)\.m?ts$/.test(path) && !/\.d\.m?ts$/.test(path)),
  ).toEqual([]);
  for (const name of ['index', 'checks', 'cli', 'private-bedrock'].map((entry) => `${entry}.js`)) {
    expect(readFileSync(inModules(`private-bedrock/dist/${name}`), 'utf8')).not.toMatch(/@cloud-copilot|aimock/);
  }
});

describe.each([
  ['CommonJS', 'commonjs'],
  ['an ES module', 'module'],
])('in %s', (_, type) => {
  beforeAll(() => {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as object;
    write('package.json', { ...manifest, type });
    rmSync(join(folder, 'cdk.out'), { recursive: true, force: true });
  });

  test.each(['Single constructs', 'Package'])('the example "%s" synthesizes with tsx', (heading) => {
    write('example.ts', example(heading));
    expect(tsx('example.ts')).toEqual({ status: 0, stdout: '', stderr: expect.not.stringContaining('Error') });
  });

  test('a row with knowledge synthesizes with tsx, and a delegated function of its own beside it', () => {
    write(
      'knowledge.ts',
      `
      import { App, Stack } from 'aws-cdk-lib';
      import { DelegatedFunction, KnowledgeFunction, PrivateBedrock } from 'private-bedrock';
      const app = new App();
      const { node } = new PrivateBedrock(app, 'chat', {
        region: 'us-east-1',
        models: ['amazon.nova-lite-v1:0'],
        network: { cidr: '10.0.0.0/24' },
        knowledge: { audiences: { board: ['board'] }, retrieveAndGenerate: true, agent: {} },
      });
      const made = node.findChild('Asking').node.findAll();
      const isOf = (type: typeof DelegatedFunction | typeof KnowledgeFunction) => made.some((each) => each instanceof type);
      if (!(isOf(DelegatedFunction) && isOf(KnowledgeFunction) && Stack.isStack(node.findChild('Knowledge')))) throw new Error('not made');
      app.synth();
    `,
    );
    expect(tsx('knowledge.ts')).toEqual({ status: 0, stdout: '', stderr: expect.not.stringContaining('Error') });
  });

  test('the example of the rule pack finds what the page says', () => {
    write('example.ts', example('Use the rule pack'));
    const { status, stdout, stderr } = tsx('example.ts');
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain('PrivateBedrock-GUARD1');
  });
});

describe('the commands, on an assembly of the consumer', () => {
  beforeAll(() => {
    write('app.ts', example('Package'));
    expect(tsx('app.ts').status).toBe(0);
  });

  test('cost prices the row of the consumer', () => {
    const { status, stdout } = bedrock('cost', '--app', 'cdk.out');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^chat in us-east-1, US dollars a month/),
    });
  });

  test('cost runs the app of the consumer’s cdk.json', () => {
    write('cdk.json', { app: 'npx tsx app.ts' });
    expect(bedrock('cost', '--deployment', 'chat').status).toBe(0);
    expect(bedrock('cost', '--deployment', 'other')).toMatchObject({
      status: 2,
      stderr: 'PB-APP-004 The assembly has no deployment other.\nUse one of: chat.\n',
    });
  });

  test('diagram draws it', () => {
    const { status, stdout } = bedrock('diagram', '--app', 'cdk.out');
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('overview.svg') });
    expect(readFileSync(join(folder, 'diagrams/overview.svg'), 'utf8')).toContain('<svg');
  });

  test('check reads its templates, and five planted faults', () => {
    expect(bedrock('check', 'cdk.out').stdout).toMatch(/\d+ open findings?, \d+ acknowledged, in \d templates\n$/);
    cpSync(resolve('test/fixtures/templates/five-faults.yaml'), join(folder, 'five-faults.yaml'));
    const { status, stdout } = bedrock('check', 'five-faults.yaml', '--format', 'sarif');
    expect([status, JSON.parse(stdout).version]).toEqual([1, '2.1.0']);
  });

  test('help and version answer', () => {
    expect(bedrock('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: private-bedrock') });
    expect(bedrock('--version').stdout.trim()).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
  });
});

describe('the declarations', () => {
  const CONSUMER = `
    import { App } from 'aws-cdk-lib';
    import { DelegatedFunction, type DelegatedFunctionProps, type DeploymentConfig, type KnowledgeConfig, OperatorError, PrivateBedrock, SecureBucket, type SecureBucketProps } from 'private-bedrock';
    import { checkTemplates, type CloudFormationTemplate, PrivateBedrockChecks } from 'private-bedrock/checks';
    import { main, type Io } from 'private-bedrock/cli';
    const row: DeploymentConfig = { region: 'us-east-1', models: ['amazon.nova-lite-v1:0'], network: { cidr: '10.0.0.0/24' } };
    const template: CloudFormationTemplate = { Resources: {} };
    export const made = [new PrivateBedrock(new App(), 'x', row), checkTemplates({ template }), PrivateBedrockChecks, main];
    export type Used = [SecureBucket, SecureBucketProps, Io, DelegatedFunction];
    const knowledge: KnowledgeConfig = { agentAlias: { agentId: 'AGENT00001', aliasId: 'ALIAS00001' } };
    export const documents: DeploymentConfig = { ...row, knowledge };
    export const alias: DelegatedFunctionProps['agentAlias'] = knowledge.agentAlias;
    export const codeOf = (error: unknown): string => (error instanceof OperatorError ? error.code : '');
    // @ts-expect-error no Region
    export const wrong: DeploymentConfig = { models: ['m'], network: { cidr: '10.0.0.0/24' } };
  `;

  test.each([
    ['typescript', 'commonjs', 'node10'],
    ['typescript', 'nodenext', 'nodenext'],
    ['typescript', 'esnext', 'bundler'],
    ['typescript-7', 'nodenext', 'nodenext'],
    ['typescript-7', 'esnext', 'bundler'],
  ])('type-check with %s, module %s, resolution %s', (compiler, module, moduleResolution) => {
    mkdirSync(join(folder, 'types'), { recursive: true });
    write('types/consumer.ts', CONSUMER);
    write('types/tsconfig.json', {
      compilerOptions: {
        module,
        moduleResolution,
        target: 'es2022',
        strict: true,
        noEmit: true,
        types: ['node'],
        skipLibCheck: false,
      },
      files: ['consumer.ts'],
    });
    const bin = compiler === 'typescript' ? 'typescript/bin/tsc' : 'typescript-7/bin/tsc';
    const { status, stdout } = run(inModules(bin), '--project', 'types/tsconfig.json');
    const ours = stdout.split('\n').filter((line) => /private-bedrock|consumer\.ts/.test(line));
    expect({ ours, isKnown: status === 0 || ours.length === 0 }).toEqual({ ours: [], isKnown: true });
  });
});

test('a jest of cdk init (CommonJS, ts-jest) tests an app that uses it', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as object;
  write('package.json', { ...manifest, type: 'commonjs' });
  write('tsconfig.json', {
    compilerOptions: {
      target: 'ES2022',
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      strict: true,
      esModuleInterop: true,
      types: ['node', 'jest'],
      skipLibCheck: true,
    },
  });
  write(
    'jest.config.js',
    `module.exports = { testEnvironment: 'node', roots: ['<rootDir>/test'], testMatch: ['**/*.test.ts'], transform: { '^.+\\\\.tsx?$': 'ts-jest' } };`,
  );
  mkdirSync(join(folder, 'test'), { recursive: true });
  write(
    'test/app.test.ts',
    `
    import { App, Stack } from 'aws-cdk-lib';
    import { Template } from 'aws-cdk-lib/assertions';
    import { PrivateBedrock } from 'private-bedrock';
    import { checkTemplates } from 'private-bedrock/checks';
    test('makes the function', () => {
      const stage = new PrivateBedrock(new App(), 'x', { region: 'us-east-1', models: ['amazon.nova-lite-v1:0'], network: { cidr: '10.0.0.0/24' } });
      const stack = stage.node.findChild('Inference') as Stack;
      Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 1);
      expect(checkTemplates({})).toEqual([]);
    });
  `,
  );
  const { status, stderr } = run(inModules('jest/bin/jest.js'), '--ci');
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('1 passed') });
});
