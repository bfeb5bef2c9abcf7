import type { DeploymentConfig } from '../../domain/deployment/deployment';

/** Deployments of this repository. `deployment` in cdk.json names the default. */
export const DEPLOYMENTS = {
  /** Complete at the lowest cost: models in one Region, one endpoint. Deleting it leaves nothing. */
  sandbox: {
    region: 'us-east-1',
    models: ['amazon.nova-lite-v1:0', 'amazon.nova-micro-v1:0'],
    network: { cidr: '10.0.0.0/24' },
    fineTuning: { baseModels: ['amazon.nova-lite-v1:0'] },
  },

  /** Every feature: data is kept, every plane has an endpoint, every invocation carries the guardrail, alarms watch it. */
  production: {
    region: 'us-east-1',
    keepData: true,
    models: [
      'amazon.nova-lite-v1:0',
      'us.amazon.nova-2-lite-v1:0',
      'us.anthropic.claude-haiku-4-5-20251001-v1:0',
      'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
    ],
    network: { cidr: '10.1.0.0/20' },
    planes: ['bedrock', 'bedrock-agent', 'bedrock-agent-runtime', 'bedrock-runtime'],
    inference: { memoryMiB: 1024, reservedConcurrency: 50, logRetentionDays: 731 },
    fineTuning: { baseModels: ['amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0'], vpcOnly: true, objectLockDays: 30 },
    knowledge: { vpcOnly: true, agent: {} },
    observability: {},
    guardrail: {
      deniedTopics: [
        {
          name: 'Legal advice',
          definition: 'Advice on a legal case, contract or dispute that a qualified lawyer ought to give.',
          examples: ['Can I sue my landlord over this clause?'],
        },
      ],
    },
  },
} as const satisfies Readonly<Record<string, DeploymentConfig>>;
