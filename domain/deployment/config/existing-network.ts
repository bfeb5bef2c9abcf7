import type { BedrockPlane } from '../../models/planes';
import type { WorkbenchService } from '../../workbench/services';

/** A VPC that already exists. */
export interface ExistingNetwork {
  /**
   * Id of the VPC.
   *
   * @limits vpc- and 8 or 17 hexadecimal digits
   * @example 'vpc-0123456789abcdef0'
   */
  readonly vpcId: string;

  /**
   * Subnets without a route to the internet.
   *
   * @limits at least 2, in different Availability Zones
   * @example [{ subnetId: 'subnet-0123456789abcdef0', availabilityZone: 'us-east-1a', routeTableId: 'rtb-0123456789abcdef0' }, { subnetId: 'subnet-0123456789abcdef1', availabilityZone: 'us-east-1b', routeTableId: 'rtb-0123456789abcdef1' }]
   */
  readonly subnets: readonly ExistingSubnet[];

  /**
   * AWS managed prefix list of Amazon S3. Required for fine-tuning in a Region that domain/network/s3-prefix-lists.ts does
   * not list.
   *
   * @limits pl- and 8 or 17 hexadecimal digits
   * @default - the prefix list of the Region
   * @example 'pl-63a5400a'
   */
  readonly s3PrefixListId?: string;

  /**
   * Security groups of others in the VPC that may use the interface endpoints of this deployment. The private DNS names of
   * the endpoints are those of the whole VPC: everybody in it who calls Bedrock reaches these endpoints.
   *
   * @limits at most 50, sg- and 8 or 17 hexadecimal digits, no duplicates
   * @default - only the functions of this deployment
   * @example ['sg-0123456789abcdef0']
   */
  readonly clientSecurityGroups?: readonly string[];

  /**
   * Interface endpoints that exist, in this VPC or in a hub that it reaches. No endpoint is created for their planes. Their
   * policies and DNS names are not in the templates: the proofs take them for open, and `preflight` inspects them.
   *
   * @limits planes of the row and services of its workbench, no duplicates
   * @default - an endpoint is created for each
   * @example [{ plane: 'bedrock-runtime', endpointId: 'vpce-0123456789abcdef0', peers: ['10.100.0.0/24'] }]
   */
  readonly interfaceEndpoints?: readonly ExistingEndpoint[];

  /**
   * Gateway endpoint for S3 that exists, with a route in each of the route tables. No other one is created.
   *
   * @limits vpce- and 8 or 17 hexadecimal digits
   * @default - a gateway endpoint is created for fine-tuning
   * @example 'vpce-0123456789abcdef1'
   */
  readonly s3GatewayEndpointId?: string;

  /**
   * Account that owns the VPC, if AWS RAM shares the subnets with this account. Only the owner can create endpoints and
   * flow logs of the VPC: the row names an endpoint for each plane, for S3 with fine-tuning, and has no flow logs.
   *
   * @limits 12 digits
   * @default - this account owns the VPC
   * @example '111122223333'
   */
  readonly ownerAccount?: string;
}

/** An interface endpoint that exists. */
export interface ExistingEndpoint {
  /**
   * Plane of Bedrock that it leads to, or with `workbench` one of 'logs', 'notebook' and 'sagemaker.api'.
   *
   * @limits a plane of the row, or a service of its workbench
   * @example 'bedrock-runtime'
   */
  readonly plane: BedrockPlane | WorkbenchService;

  /**
   * Id of the endpoint.
   *
   * @limits vpce- and 8 or 17 hexadecimal digits
   * @example 'vpce-0123456789abcdef0'
   */
  readonly endpointId: string;

  /**
   * Where the functions reach it on port 443: its security groups, or the private CIDR blocks of its subnets if it is in
   * another VPC.
   *
   * @limits 1 to 10, ids of security groups or private IPv4 blocks
   * @example ['10.100.0.0/24']
   */
  readonly peers: readonly string[];
}

/** A subnet of an existing VPC. */
export interface ExistingSubnet {
  /**
   * Id of the subnet.
   *
   * @limits subnet- and 8 or 17 hexadecimal digits
   * @example 'subnet-0123456789abcdef0'
   */
  readonly subnetId: string;

  /**
   * Availability Zone of the subnet, by name (`us-east-1a`) or by id (`use1-az1`). In a VPC that another account shares,
   * use the id: the name can be another zone there.
   *
   * @limits a zone of the Region, for all subnets by name or for all by id
   * @example 'us-east-1a'
   */
  readonly availabilityZone: string;

  /**
   * Route table of the subnet. The S3 gateway endpoint adds its route to it.
   *
   * @limits rtb- and 8 or 17 hexadecimal digits
   * @example 'rtb-0123456789abcdef0'
   */
  readonly routeTableId: string;
}
