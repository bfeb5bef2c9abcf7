import type { NodeKind } from './node-kinds';

/** What the templates of one deployment make, and who may call whom. */
export interface Graph {
  readonly deployment: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Sentences for what the picture leaves out. */
  readonly notes: readonly string[];
}

export interface GraphNode {
  readonly id: string;
  readonly label: string;
  readonly kind: NodeKind;
  /** The stack that makes it, by its unit; absent of what the templates only name. */
  readonly stack?: string;
  /** Has an address in the VPC. */
  readonly inVpc?: true;
}

/**
 * - `call`: an Allow in an identity policy, an endpoint policy or a trust policy.
 * - `encrypt`: is encrypted under a key.
 * - `log`: writes access logs.
 * - `key`: may use a key; too many to draw.
 */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly kind: 'call' | 'encrypt' | 'log' | 'key';
}
