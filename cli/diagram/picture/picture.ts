import type { GraphEdge, Place } from '../graph';
import type { NodeKind } from '../node-kinds';

/** One drawing: boxes, and arrows between them. */
export interface Picture {
  /** File name without its ending: `overview`, or the name of the capability. */
  readonly name: string;
  readonly heading: string;
  /** Sentence for people who cannot see the drawing. */
  readonly description: string;
  /** Absent if nothing in the drawing is in the VPC. */
  readonly vpc?: { readonly title: string; readonly subnets: string };
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** True if the nodes are in the order in which they are to stand, from top to bottom. */
  readonly isOrdered?: true;
  /** True if a node carries the sign of the customer managed key. */
  readonly hasKeySign: boolean;
}

export type StateKind = 'task' | 'choice' | 'wait' | 'success' | 'failure';

export interface PictureNode {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly kind: NodeKind | 'capability' | StateKind;
  readonly place?: Place;
  /** Encrypted under the customer managed key. */
  readonly isEncrypted: boolean;
}

export type PictureEdge = Pick<GraphEdge, 'from' | 'to' | 'label' | 'kind'>;
