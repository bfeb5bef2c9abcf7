import { BEDROCK_PLANES, type BedrockPlane } from './planes';

/**
 * Regions of the `aws` partition and the planes they offer.
 *
 * Source: AWS General Reference, "Amazon Bedrock endpoints and quotas"
 * (https://docs.aws.amazon.com/general/latest/gr/bedrock.html), read 2026-11-23. Its table of bedrock-runtime lags
 * behind: the model card of Claude Haiku 4.5 offers that endpoint in every Region of the control plane's table,
 * and so does this one. Not verified: that PrivateLink serves each of them.
 */
const AGENT_REGIONS = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-west-2',
] as const;

/** Regions with a control plane and a runtime, and no agents or knowledge bases. */
const MODEL_REGIONS = [
  'af-south-1',
  'ap-east-2',
  'ap-northeast-3',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'us-east-2',
  'us-west-1',
] as const;

/** Every Region where a model can be invoked. */
export const BEDROCK_REGIONS: readonly string[] = [...AGENT_REGIONS, ...MODEL_REGIONS].sort();

/** Partitions that this project does not support: their Bedrock has other endpoints, models and ARNs. */
const OTHER_PARTITIONS = [
  [/^us-gov-/, 'AWS GovCloud (US), the partition aws-us-gov'],
  [/^cn-/, 'AWS China, the partition aws-cn'],
  [/^eusc-/, 'the AWS European Sovereign Cloud, the partition aws-eusc'],
  [/^(us|eu)-iso[a-z]?-/, 'an isolated partition (aws-iso)'],
] as const;

/** Returns the name of the partition of this Region if it is not the partition aws. */
export const otherPartitionOf = (region: string): string | undefined =>
  OTHER_PARTITIONS.find(([pattern]) => pattern.test(region))?.[1];

/** Returns the planes that this Region offers; an empty list for a Region without Amazon Bedrock. */
export function planesIn(region: string): readonly BedrockPlane[] {
  const has = (regions: readonly string[]) => regions.includes(region);
  if (has(AGENT_REGIONS)) return BEDROCK_PLANES;
  return has(MODEL_REGIONS) ? ['bedrock', 'bedrock-runtime'] : [];
}

/**
 * Where a custom model can be deployed for on-demand inference.
 * Source: Amazon Bedrock User Guide, deploy-custom-model-on-demand, read 2026-11-23.
 */
export const CUSTOM_MODEL_DEPLOYMENT_REGIONS: readonly string[] = ['us-east-1', 'us-west-2'];
