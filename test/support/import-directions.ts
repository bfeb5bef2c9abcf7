/** One file, what it must not import, and what it may: the import law of docs/architecture.md, as biome.json has it. */
export interface Direction {
  readonly file: string;
  readonly forbidden: readonly string[];
  readonly allowed: readonly string[];
}

export const FOUNDATION = [
  'access',
  'bedrock',
  'checks',
  'config',
  'encryption',
  'functions',
  'iam',
  'network',
  'storage',
  'workflow',
];
const CAPABILITIES = ['inference', 'fine-tuning', 'knowledge', 'healthscribe', 'observability', 'developer'];
const CDK = ['aws-cdk-lib', 'aws-cdk-lib/aws-iam', 'constructs', 'cdk-nag'];

/** Specifiers of one file in each of these top folders, as a file two folders deep writes them. */
const inTop = (...folders: readonly string[]) => folders.map((folder) => `../../${folder}/room/noun`);

export const directions: readonly Direction[] = [
  {
    file: 'domain/models/noun.ts',
    forbidden: [
      ...inTop('bench', 'bin', 'cli', 'lambda', 'lib', 'proofs', 'sandbox', 'test', 'tools'),
      '../../lambda/inference/contract',
      ...CDK,
      '@aws-sdk/client-s3',
      'node:fs',
      'node:fs/promises',
      'node:child_process',
      'node:worker_threads',
    ],
    allowed: ['../deployment/names/names', './other', '../operator-error', 'node:crypto', 'node:zlib'],
  },
  {
    file: 'lib/private-bedrock.ts',
    forbidden: [
      '../bench/main',
      '../bin/app',
      '../cli/command',
      '../lambda/inference/contract',
      '../lambda/inference/handler',
      '../proofs/prove',
      '../sandbox/main',
      '../test/support/app',
      '../tools/build.mjs',
    ],
    allowed: [
      './stacks/network',
      './config/deployments',
      './inference/inference-function',
      '../domain/deployment/names/names',
      'aws-cdk-lib',
      'constructs',
    ],
  },
  {
    file: 'lib/stacks/inference.ts',
    forbidden: [
      './network',
      '../stacks/network',
      '../private-bedrock',
      '../index',
      ...inTop('bench', 'bin', 'cli', 'proofs', 'sandbox', 'test', 'tools'),
      '../../lambda/inference/contract',
    ],
    allowed: [
      './deployment-stack',
      '../inference/inference-function',
      '../network/isolated-vpc',
      '../../domain/deployment/deployment',
      'aws-cdk-lib/core',
    ],
  },
  ...CAPABILITIES.map((capability) => ({
    file: `lib/${capability}/noun.ts`,
    forbidden: [
      ...CAPABILITIES.filter((other) => other !== capability).map((other) => `../${other}/thing`),
      '../../lib/another-capability/thing',
      '../brand-new-capability/thing',
      '../stacks/network',
      '../private-bedrock',
      '../index',
      '../../lambda/inference/handler',
      '../../lambda/shared/environment',
      ...inTop('bench', 'bin', 'cli', 'proofs', 'sandbox', 'test', 'tools'),
    ],
    allowed: [
      './other',
      './workflow/definition',
      ...FOUNDATION.map((folder) => `../${folder}/noun`),
      `../../lambda/${capability}/contract`,
      '../../domain/models/planes',
      'aws-cdk-lib/aws-iam',
    ],
  })),
  {
    file: 'lib/fine-tuning/workflow/states.ts',
    forbidden: ['../../inference/x', '../../stacks/x', '../../private-bedrock', '../../../lambda/fine-tuning/handler'],
    allowed: ['../tuning-function', '../../iam/service-trust', '../../../domain/fine-tuning/prefixes', './train'],
  },
  ...FOUNDATION.map((folder) => ({
    file: `lib/${folder}/noun.ts`,
    forbidden: [
      ...CAPABILITIES.map((capability) => `../${capability}/x`),
      '../stacks/x',
      '../private-bedrock',
      '../../lambda/inference/contract',
      ...inTop('bench', 'bin', 'cli', 'proofs', 'sandbox', 'test', 'tools'),
    ],
    allowed: [...FOUNDATION.map((other) => `../${other}/noun`), './other', '../../domain/models/planes', 'constructs'],
  })),
  {
    file: 'lambda/inference/handler.ts',
    forbidden: [
      ...inTop('bench', 'bin', 'cli', 'lib', 'proofs', 'sandbox', 'test', 'tools'),
      '../fine-tuning/contract',
      '../fine-tuning/settings',
      ...CDK,
    ],
    allowed: [
      './contract',
      '../shared/logger',
      '../../domain/deployment/names/names',
      '@aws-sdk/client-bedrock-runtime',
    ],
  },
  {
    file: 'lambda/inference/request/shape.ts',
    allowed: [
      './rules',
      '../fields',
      '../failures/failures',
      '../../shared/environment',
      '../../../domain/models/models',
    ],
    forbidden: [
      '../../fine-tuning/objects',
      '../../../lib/inference/inference-function',
      '../../../cli/inference/ask',
      '../../../test/support/x',
      'aws-cdk-lib',
    ],
  },
  {
    file: 'lambda/inference/contract.ts',
    forbidden: ['./request', '../shared/logger', '../../domain/models/planes', 'node:fs', 'aws-cdk-lib'],
    allowed: [],
  },
  ...['cli', 'sandbox'].map((top) => ({
    file: `${top}/room/noun.ts`,
    forbidden: [
      ...inTop('bench', 'bin', 'lib', 'proofs', 'test', 'tools', ...(top === 'cli' ? ['sandbox'] : [])),
      '../../lib/config/deployments',
      '../../lib/fine-tuning/workflow/definition',
      '../../lambda/inference/handler',
      '../../lambda/inference/request',
      ...CDK,
    ],
    allowed: [
      './other',
      '../../cli/command',
      '../../domain/models/planes',
      '../../lambda/inference/contract',
      'node:fs',
    ],
  })),
  {
    file: 'bench/figures/noun.ts',
    forbidden: ['../../bin/app', '../../proofs/prove', '../../test/support/x', '../../lambda/inference/handler'],
    allowed: ['../figure', '../../cli/command', '../../sandbox/process/node-binary', '../../domain/models/planes'],
  },
  {
    file: 'proofs/bounds/noun.ts',
    forbidden: [...inTop('bench', 'bin', 'sandbox', 'test', 'tools'), '../../lambda/inference/handler'],
    allowed: ['../proof', '../../lib/config/deployments', '../../domain/models/planes', '../../cli/terminal/columns'],
  },
  {
    file: 'bin/app.ts',
    forbidden: [
      './private-bedrock',
      '../lib/stacks/network',
      '../lambda/inference/handler',
      '../proofs/prove',
      '../sandbox/main',
      '../test/support/app',
    ],
    allowed: ['../lib/private-bedrock', '../lib/config/deployments', '../cli/command', 'aws-cdk-lib/core'],
  },
  {
    file: 'test/inference/inference-function.test.ts',
    forbidden: ['../../bin/app', '../access/persona.test', './other.test'],
    allowed: ['../support/template', '../../lib/private-bedrock', '../../tools/build.mjs', '../../proofs/proof'],
  },
];
