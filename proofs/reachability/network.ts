/** The network of one deployment, every id resolved. */
export interface Network {
  readonly vpc: string;
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly groups: readonly Group[];
  /** Where the row reaches interface endpoints that exist already. */
  readonly endpointPeers: readonly string[];
  /** Security groups of others that the row admits to the endpoints. */
  readonly clients: readonly string[];
  readonly functions: readonly Interfaces[];
  /** Notebook instances, each with one interface. */
  readonly notebooks: readonly Interfaces[];
  /** The row lets its notebook read datasets. */
  readonly notebooksReadS3: boolean;
  readonly endpoints: readonly Endpoint[];
  /** Without any, the VPC's own lets everything through. */
  readonly acls: readonly Acl[];
  /** Routes beside the local one, and what else leads out: in words. */
  readonly waysOut: readonly string[];
}

export interface Located {
  readonly at: string;
}

export interface Vpc extends Located {
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Subnet extends Located {
  readonly id: string;
  readonly vpc: string;
  /** Undefined: it falls back to the main table of the VPC, which these templates do not hold. */
  readonly routeTable: string | undefined;
  /** Subnet that was brought along: nothing more is known. */
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Rule {
  readonly words: string;
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  /** A security group, a prefix list or a block of addresses. */
  readonly peer: string;
}

export interface Group extends Located {
  readonly id: string;
  readonly vpc: string;
  readonly egress: readonly Rule[];
  readonly ingress: readonly Rule[];
}

/** Resources with network interfaces. */
export interface Interfaces extends Located {
  readonly subnets: readonly string[];
  readonly groups: readonly string[];
  readonly isDualStack: boolean;
}

export interface Endpoint extends Interfaces {
  readonly service: string;
  readonly isGateway: boolean;
  readonly vpc: string;
  readonly routeTables: readonly string[];
  readonly hasPrivateDns: boolean;
}

export interface Acl extends Located {
  readonly subnets: readonly string[];
  readonly entries: readonly AclEntry[];
}

export interface AclEntry {
  readonly number: number;
  readonly isEgress: boolean;
  readonly allows: boolean;
  readonly protocol: string;
  readonly cidr: string;
  readonly from: number;
  readonly to: number;
}
