import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { ACCOUNT } from '../model/physical-ids';

const subnet = (digit: string, availabilityZone: string) => ({
  subnetId: `subnet-0000000${digit}`,
  availabilityZone,
  routeTableId: `rtb-0000000${digit}`,
});

/** Rows as far from those of the table, and from each other, as rows can be. */
export const ODD_ROWS: Readonly<Record<string, DeploymentConfig>> = {
  /** Nothing that can be left out, in a Region whose only models are behind a global profile and without a known prefix list. */
  least: {
    region: 'mx-central-1',
    models: ['global.anthropic.claude-haiku-4-5-20251001-v1:0'],
    network: { cidr: '192.168.255.192/26', s3PrefixListId: 'pl-00000000' },
  },
  europe: {
    region: 'eu-central-1',
    models: ['eu.amazon.nova-2-lite-v1:0', 'eu.anthropic.claude-haiku-4-5-20251001-v1:0'],
    network: { cidr: '10.9.0.0/24' },
    planes: ['bedrock-agent', 'bedrock-runtime'],
    sessionHours: 12,
    guardrail: {
      deniedTopics: [{ name: 'Recht', definition: 'Rat über "Verträge" – auch `Klauseln`.' }],
      maskedPii: [],
      contentFilters: [{ type: 'INSULTS', input: 'NONE', output: 'NONE' }],
    },
  },
  'existing-vpc': {
    region: 'ap-northeast-2',
    keepData: true,
    models: ['global.amazon.nova-2-lite-v1:0'],
    network: {
      vpcId: 'vpc-00000000',
      subnets: [subnet('a', 'ap-northeast-2a'), subnet('c', 'ap-northeast-2c'), subnet('d', 'ap-northeast-2d')],
    },
    inference: { reservedConcurrency: false, logRetentionDays: 1, timeoutSeconds: 900 },
    trustedPrincipals: {
      principals: ['arn:aws:iam::000011112222:role/b', `arn:aws:iam::${ACCOUNT}:role/team/a`],
      mfa: false,
    },
    invokerCallsModels: true,
  },
  /** The example of docs/guardrails.md. */
  korean: {
    region: 'ap-northeast-2',
    models: ['global.amazon.nova-2-lite-v1:0'],
    network: { cidr: '10.0.0.0/24' },
    guardrail: {
      tier: 'standard',
      languages: ['Korean', 'English'],
      blockedMessage: '이 요청이나 답변은 허용되지 않습니다.',
      deniedTopics: [
        {
          name: 'Legal advice',
          definition: '법률 사건이나 계약에 대한 자문.',
          examples: ['집주인을 고소할 수 있나요?'],
        },
      ],
      blockedWords: ['Project Bluebird'],
      regexes: [
        { name: 'Resident registration number', pattern: '[0-9]{6}-?[1-8][0-9]{6}', action: 'mask' },
        { name: 'Internal code name', pattern: '파랑새 ?사업', action: 'block' },
      ],
    },
  },
  'only-by-arn': {
    region: 'us-west-2',
    models: [
      `arn:aws:bedrock:us-west-2:${ACCOUNT}:custom-model-deployment/abcdefghijkl`,
      `arn:aws:bedrock:us-west-2:${ACCOUNT}:provisioned-model/abcdefghijkl`,
      {
        applicationProfileArn: `arn:aws:bedrock:us-west-2:${ACCOUNT}:application-inference-profile/abcdefghijkl`,
        copyFrom: 'us.amazon.nova-2-lite-v1:0',
      },
    ],
    network: { cidr: '172.16.0.0/16' },
    planes: ['bedrock', 'bedrock-runtime'],
    guardrail: {},
  },
  tuning: {
    region: 'us-east-1',
    keepData: true,
    models: [`arn:aws:bedrock:us-east-1:${ACCOUNT}:custom-model-deployment/abcdefghijkl`],
    network: { vpcId: 'vpc-00000000', subnets: [subnet('a', 'us-east-1a'), subnet('f', 'us-east-1f')] },
    fineTuning: {
      baseModels: ['amazon.nova-micro-v1:0', 'amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0'],
      vpcOnly: true,
      maxJobsPerMonth: 100,
      objectLockDays: 36_500,
    },
    workbench: { instanceType: 'ml.m5.xlarge', idleMinutes: 5, volumeGiB: 1024, readsDatasets: true },
  },
  library: {
    region: 'eu-central-1',
    models: ['eu.amazon.nova-2-lite-v1:0'],
    network: { cidr: '10.12.0.0/24' },
    guardrail: {},
    observability: {
      emails: ['library@example.com', 'on-call@example.com'],
      thresholds: { latency: 0.5, 'queue-age': 3600, quota: 100 },
      anomalyBand: 2.5,
      quotas: [{ model: 'eu.amazon.nova-2-lite-v1:0', tokensPerMinute: 4_000_000 }],
    },
    spend: {
      hourlyUsd: 5,
      dailyUsd: 40.5,
      prices: [
        { model: 'eu.amazon.nova-2-lite-v1:0', inputUsd: 0.4, outputUsd: 3, cacheReadUsd: 0.1, read: '2026-11-01' },
      ],
      budget: {
        ...{ monthlyUsd: 500.5, emails: ['finance@example.com', 'library@example.com'], approval: 'manual' },
        tag: { key: 'cost center', value: 'library=1' },
      },
      anomaly: { impactUsd: 1.5, emails: ['finance@example.com'] },
    },
    applications: { principals: [`arn:aws:iam::${ACCOUNT}:role/web`] },
    teams: [
      { name: 'search', principals: [`arn:aws:iam::${ACCOUNT}:role/search`] },
      { name: 'support', principals: [`arn:aws:iam::${ACCOUNT}:role/support`], externalId: 'night-shift' },
    ],
    developer: { promptDays: 1, reportDays: 3653 },
    knowledge: {
      ...{ dimensions: 256, chunkTokens: 20, chunkOverlapPercent: 99, results: 25, vpcOnly: true },
      agent: { maxSeconds: 300 },
      retrieveAndGenerate: true,
      agentAlias: { agentId: 'AGENT00001', aliasId: 'ALIAS00001' },
      audiences: { board: ['board', 'finance'], 'human-resources': ['people'] },
    },
  },
  clinic: {
    region: 'us-east-1',
    keepData: true,
    models: ['amazon.nova-lite-v1:0'],
    network: { cidr: '10.13.0.0/24' },
    healthScribe: { template: 'GIRPP', retentionHours: 1, keepSignedNotes: true, vpcOnly: true, dataEvents: true },
    observability: {},
    personas: {
      clinician: { trustedPrincipals: { permissionSets: ['Clinician'] }, sessionHours: 12 },
      records: { trustedPrincipals: { principals: [`arn:aws:iam::${ACCOUNT}:role/records`] } },
    },
  },
};
