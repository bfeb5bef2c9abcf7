/** Resource of Amazon Bedrock that costs money, that no stack creates, and that no stack deletes. */
export interface BillableResource {
  readonly kind: Kind;
  readonly arn: string;
  readonly name: string;
  /** End of a commitment for provisioned throughput, before which AWS does not delete it. */
  readonly committedUntil?: Date;
}

/**
 * Kinds in the order of removal: a model cannot be deleted while something serves it.
 * Source of the costs: Amazon Bedrock pricing; Amazon Bedrock User Guide, deploy-custom-model-on-demand and
 * prov-throughput.
 */
export const KINDS = {
  job: { label: 'running customization job', cost: 'per token, until it ends', removal: 'stop requested' },
  throughput: { label: 'provisioned throughput', cost: 'per hour', removal: 'deleted' },
  deployment: { label: 'custom model deployment', cost: 'per token that is used', removal: 'deleted' },
  model: { label: 'custom model', cost: 'storage, per month', removal: 'deleted' },
} as const;

export type Kind = keyof typeof KINDS;

export const REMOVAL_ORDER = Object.keys(KINDS) as readonly Kind[];
