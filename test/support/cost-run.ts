import { rmSync } from 'node:fs';
import type { Template } from '../../domain/template/template';
import { handMadeAssembly } from './hand-made-assembly';
import { runMain } from './run-main';

type Resources = Template['Resources'];

interface Line {
  readonly stack: string;
  readonly what: string;
  readonly kind: string;
  readonly usd: number;
  readonly formula: string;
}

export interface Answer {
  readonly estimates: readonly {
    readonly lines: readonly Line[];
    readonly optional: readonly { readonly plane: string; readonly usd: number }[];
    readonly models: readonly { readonly model: string; readonly usdPerThousand?: number }[];
    readonly unpriced: readonly { readonly type: string; readonly resource: string; readonly what: string }[];
    readonly free: readonly { readonly type: string; readonly count: number; readonly source: string }[];
  }[];
}

export const cost = (...args: string[]) =>
  runMain(['cost', ...args], { env: { PATH: process.env.PATH, HOME: '/nonexistent' } });

/** One estimate of a hand-made stack, as JSON. */
export async function estimateOf(resources: Resources, ...args: string[]) {
  const folder = handMadeAssembly({ 'sandbox/Unit': resources });
  const { status, stdout, stderr } = await cost('--app', folder, '--json', ...args);
  rmSync(folder, { recursive: true });
  expect([status, stderr]).toEqual([0, '']);
  const [estimate] = (JSON.parse(stdout) as Answer).estimates;
  if (!estimate) throw new Error('no estimate');
  return {
    ...estimate,
    usd: (what: string) => estimate.lines.filter((line) => line.what === what).reduce((sum, { usd }) => sum + usd, 0),
  };
}

export const endpoint = (service: string, zones: number, type = 'Interface') => ({
  Type: 'AWS::EC2::VPCEndpoint',
  Properties: {
    ServiceName: `com.amazonaws.us-east-1.${service}`,
    VpcEndpointType: type,
    SubnetIds: Array.from({ length: zones }, (_, at) => `subnet-${at}`),
  },
});

export const inference = (models: readonly string[], properties: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    MemorySize: 512,
    Architectures: ['arm64'],
    Environment: { Variables: { ALLOWED_MODELS: JSON.stringify(models) } },
    LoggingConfig: { LogGroup: { Ref: 'Log' } },
    TracingConfig: { Mode: 'Active' },
    ...properties,
  },
});

export const LITE = 'amazon.nova-lite-v1:0';
