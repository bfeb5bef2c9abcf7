import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Consumer } from '../support/consumer';

let consumer: Consumer;
beforeAll(() => {
  consumer = Consumer.install();
}, 600_000);
afterAll(() => consumer.remove());

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
  const pages = consumer.packed.filter((path) => path.startsWith('docs/'));
  expect(pages.map((path) => path.slice('docs/'.length)).sort()).toEqual([
    'configuration.md',
    'fine-tuning.md',
    'inference.md',
    'knowledge.md',
    'rules.md',
    'runbooks/access-denied.md',
  ]);
  expect(
    consumer.packed.filter(
      (path) =>
        !/^(dist\/|docs\/|workbench\/stop-when-idle\.py|package\.json|README\.md|LICENSE|CHANGELOG\.md)/.test(path),
    ),
  ).toEqual([]);
  expect(
    consumer.packed.filter(
      (path) => /test|fixture|proof|sandbox|\.map$|(?<!\.d)\.m?ts$/.test(path) && !/\.d\.m?ts$/.test(path),
    ),
  ).toEqual([]);
  for (const name of ['index', 'checks', 'cli', 'private-bedrock'].map((entry) => `${entry}.js`)) {
    expect(readFileSync(consumer.inModules(`private-bedrock/dist/${name}`), 'utf8')).not.toMatch(
      /@cloud-copilot|aimock/,
    );
  }
});

describe.each([
  ['CommonJS', 'commonjs'],
  ['an ES module', 'module'],
])('in %s', (_, type) => {
  beforeAll(() => {
    consumer.change({ type });
    rmSync(join(consumer.folder, 'cdk.out'), { recursive: true, force: true });
  });

  test.each(['Single constructs', 'Package'])('the example "%s" synthesizes with tsx', (heading) => {
    consumer.write('example.ts', example(heading));
    expect(consumer.tsx('example.ts')).toEqual({ status: 0, stdout: '', stderr: expect.not.stringContaining('Error') });
  });

  test('a row with knowledge synthesizes with tsx, and a delegated function of its own beside it', () => {
    consumer.write(
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
    expect(consumer.tsx('knowledge.ts')).toEqual({
      status: 0,
      stdout: '',
      stderr: expect.not.stringContaining('Error'),
    });
  });

  test('the example of the rule pack finds what the page says', () => {
    consumer.write('example.ts', example('Use the rule pack'));
    const { status, stdout, stderr } = consumer.tsx('example.ts');
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain('PrivateBedrock-GUARD1');
  });
});

describe('the commands, on an assembly of the consumer', () => {
  beforeAll(() => {
    consumer.write('app.ts', example('Package'));
    expect(consumer.tsx('app.ts').status).toBe(0);
  });

  test('cost prices the row of the consumer', () => {
    const { status, stdout } = consumer.bedrock('cost', '--app', 'cdk.out');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^chat in us-east-1, US dollars a month/),
    });
  });

  test('cost runs the app of the consumer’s cdk.json', () => {
    consumer.write('cdk.json', { app: 'npx tsx app.ts' });
    expect(consumer.bedrock('cost', '--deployment', 'chat').status).toBe(0);
    expect(consumer.bedrock('cost', '--deployment', 'other')).toMatchObject({
      status: 2,
      stderr: 'PB-APP-004 The assembly has no deployment other.\nUse one of: chat.\n',
    });
  });

  test('diagram draws it', () => {
    const { status, stdout } = consumer.bedrock('diagram', '--app', 'cdk.out');
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('overview.svg') });
    expect(readFileSync(join(consumer.folder, 'diagrams/overview.svg'), 'utf8')).toContain('<svg');
  });

  test('check reads its templates, and five planted faults', () => {
    expect(consumer.bedrock('check', 'cdk.out').stdout).toMatch(
      /\d+ open findings?, \d+ acknowledged, in \d templates\n$/,
    );
    cpSync(resolve('test/fixtures/templates/five-faults.yaml'), join(consumer.folder, 'five-faults.yaml'));
    const { status, stdout } = consumer.bedrock('check', 'five-faults.yaml', '--format', 'sarif');
    expect([status, JSON.parse(stdout).version]).toEqual([1, '2.1.0']);
  });

  test('help and version answer', () => {
    expect(consumer.bedrock('--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Usage: private-bedrock'),
    });
    expect(consumer.bedrock('--version').stdout.trim()).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
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
    consumer.write('types/consumer.ts', CONSUMER);
    consumer.write('types/tsconfig.json', {
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
    const { status, stdout } = consumer.run(consumer.inModules(bin), '--project', 'types/tsconfig.json');
    const ours = stdout.split('\n').filter((line) => /private-bedrock|consumer\.ts/.test(line));
    expect({ ours, isKnown: status === 0 || ours.length === 0 }).toEqual({ ours: [], isKnown: true });
  });
});

test('a jest of cdk init (CommonJS, ts-jest) tests an app that uses it', () => {
  consumer.change({ type: 'commonjs' });
  consumer.write('tsconfig.json', {
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
  consumer.write(
    'jest.config.js',
    `module.exports = { testEnvironment: 'node', roots: ['<rootDir>/test'], testMatch: ['**/*.test.ts'], transform: { '^.+\\\\.tsx?$': 'ts-jest' } };`,
  );
  consumer.write(
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
  const { status, stderr } = consumer.run(consumer.inModules('jest/bin/jest.js'), '--ci');
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('1 passed') });
});
