/** Something of Bedrock's that costs money, that no stack made, and that no deletion of a stack removes. */
export interface Costly {
  readonly kind: Kind;
  readonly arn: string;
  readonly name: string;
  /** Provisioned throughput with a term: AWS deletes it no sooner. */
  readonly committedUntil?: Date;
}

/**
 * In the order in which they have to go: a model cannot be deleted while something serves it.
 * Source of what they cost: Amazon Bedrock pricing and User Guide (deploy-custom-model-on-demand, prov-throughput); that of
 * storing a model is named there by the month.
 */
export const KINDS = {
  job: { words: 'running customization job', costs: 'by the token, until it ends', undone: 'told to stop' },
  throughput: { words: 'provisioned throughput', costs: 'by the hour', undone: 'deleted' },
  deployment: {
    words: 'custom model deployment',
    costs: 'by the token; nothing while nobody asks it',
    undone: 'deleted',
  },
  model: { words: 'custom model', costs: 'its storage, by the month', undone: 'deleted' },
} as const;

export type Kind = keyof typeof KINDS;

export const ORDER = Object.keys(KINDS) as readonly Kind[];
