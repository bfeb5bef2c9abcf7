import type { NodeKind } from './node-kinds';

/** Resources of one deployment, and the calls that their policies allow. */
export interface Graph {
  readonly deployment: string;
  /** Absent if no template places anything in a VPC. */
  readonly vpc?: Vpc;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Sentences for what the picture leaves out. */
  readonly notes: readonly string[];
}

export interface Vpc {
  /** CIDR block of a new VPC, or the id of an existing one. */
  readonly name: string;
  readonly subnetCount: number;
  /** False if a template adds a gateway, peering connection or route. */
  readonly isIsolated: boolean;
}

/** In the subnets: has network interfaces there. In the VPC: a gateway endpoint, which only has routes to it. */
export type Place = 'subnets' | 'vpc';

export interface GraphNode {
  readonly id: string;
  readonly label: string;
  readonly kind: NodeKind;
  /** Stack that makes it, by its unit; absent if the templates only name it. */
  readonly stack?: string;
  /** Absent outside the VPC. */
  readonly place?: Place;
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
  /** Nodes that are called through an endpoint, which is then `to`. */
  readonly through?: readonly string[];
}
