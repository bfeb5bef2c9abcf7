/** One file, what it must not import, and what it may: the directions of docs/architecture.md, as biome.json has them. */
export interface Direction {
  readonly file: string;
  readonly forbidden: readonly string[];
  readonly allowed: readonly string[];
}

export const directions: readonly Direction[] = [
  {
    file: 'lib/stage.ts',
    forbidden: ['../bin/app', '../test/support/app', '../lambda/inference/contract', '../lambda/inference/handler'],
    allowed: [
      './stacks/network',
      './config/deployments',
      './inference/inference-function',
      'aws-cdk-lib',
      'constructs',
    ],
  },
  {
    file: 'lib/stacks/inference.ts',
    forbidden: ['./network', '../stacks/network', '../stage', '../index', '../operations/bench/run', '../../bin/app'],
    allowed: [
      './deployment-stack',
      '../inference/inference-function',
      '../network/isolated-vpc',
      '../config/deployment',
      'aws-cdk-lib/core',
    ],
  },
  {
    file: 'lib/inference/inference-function.ts',
    forbidden: [
      '../fine-tuning/training-bucket',
      '../knowledge/vector-store',
      '../brand-new-capability/thing',
      '../../lib/fine-tuning/training-bucket',
      '../stacks/network',
      '../stage',
      '../operations/assembly-summary',
      '../../lambda/inference/handler',
      '../../lambda/shared/environment',
      '../../bin/app',
      '../../test/support/app',
    ],
    allowed: ['./log-group', '../network/isolated-vpc', '../checks/acknowledge', '../../lambda/inference/contract'],
  },
  {
    file: 'lib/fine-tuning/training-bucket.ts',
    forbidden: ['../inference/inference-function', '../stacks/data', '../../lambda/fine-tuning/handler'],
    allowed: ['../storage/secure-bucket', '../encryption/customer-managed-key', '../access/service-trust'],
  },
  ...['access', 'bedrock', 'checks', 'config', 'encryption', 'network', 'storage'].map((folder) => ({
    file: `lib/${folder}/noun.ts`,
    forbidden: ['../inference/x', '../fine-tuning/x', '../stacks/x', '../stage', '../../lambda/inference/contract'],
    allowed: ['../bedrock/planes', '../config/deployment', './other', 'aws-cdk-lib/aws-iam'],
  })),
  {
    file: 'lib/operations/assembly-summary.ts',
    forbidden: ['aws-cdk-lib', 'aws-cdk-lib/core', 'constructs', 'cdk-nag', '../stage', '../stacks/x', '../network/x'],
    allowed: ['./table', './bench/figure', '../config/deployments', '../bedrock/planes', 'node:fs'],
  },
  {
    file: 'lib/operations/bench/figure.ts',
    forbidden: ['../../stage', '../../stacks/x', '../../../bin/build.mjs', '../../../test/support/x', 'aws-cdk-lib'],
    allowed: ['../table', './child', '../../config/deployments'],
  },
  {
    file: 'lib/operations/tune/upload.ts',
    forbidden: ['../../../lambda/fine-tuning/settings', '../../fine-tuning/tuning-workflow'],
    allowed: ['../../../lambda/fine-tuning/job/manifest', '../../../lambda/fine-tuning/dataset/report', '../progress'],
  },
  {
    file: 'lambda/fine-tuning/job/manifest.ts',
    forbidden: ['../../inference/contract', '../../../lib/config/names', '../inference/contract'],
    allowed: ['../contract', '../dataset/base-models', './losses'],
  },
  {
    file: 'lambda/inference/handler.ts',
    forbidden: [
      '../../lib/config/deployment',
      '../../bin/app',
      '../../test/support/app',
      '../fine-tuning/contract',
      'aws-cdk-lib',
      'aws-cdk-lib/aws-iam',
      'constructs',
      'cdk-nag',
    ],
    allowed: ['./contract', '../shared/logger', '@aws-sdk/client-bedrock-runtime'],
  },
  {
    file: 'lambda/inference/contract.ts',
    forbidden: ['./request', '../shared/logger', 'zod', 'node:fs', 'aws-cdk-lib', '@aws-sdk/client-bedrock-runtime'],
    allowed: [],
  },
  {
    file: 'bin/app.ts',
    forbidden: ['./summary', '../test/support/app', '../lambda/inference/handler', '../lib/stacks/network'],
    allowed: ['../lib/stage', '../lib/config/deployments', '../lambda/fine-tuning/dataset', 'aws-cdk-lib/core'],
  },
  {
    file: 'test/inference/inference-function.test.ts',
    forbidden: ['../../bin/app', '../access/persona.test', './other.test'],
    allowed: ['../support/template', '../../lib/stage', '../../bin/build.mjs', '../../lambda/inference/contract'],
  },
];
