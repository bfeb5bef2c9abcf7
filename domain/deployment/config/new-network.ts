/** A new VPC with an isolated subnet in each of its Availability Zones. */
export interface NewNetwork {
  /**
   * IPv4 CIDR block of the VPC.
   *
   * @limits /16 to /26, within a private range of RFC 1918
   * @example '10.0.0.0/24'
   */
  readonly cidr: string;

  /**
   * Availability Zones of the subnets, by name (`us-east-1a`) or by id (`use1-az1`). An id is the same zone in every
   * account; a name is not. Interface endpoints are billed for each zone.
   *
   * @limits 2 to 4 zones of the Region, all by name or all by id, no duplicates
   * @default - two zones: the first that CloudFormation's `Fn::GetAZs` returns
   * @example ['use1-az1', 'use1-az2']
   */
  readonly availabilityZones?: readonly string[];

  /**
   * AWS managed prefix list of Amazon S3. Required for fine-tuning in a Region that domain/network/s3-prefix-lists.ts does
   * not list.
   *
   * @limits pl- and 8 or 17 hexadecimal digits
   * @default - the prefix list of the Region
   * @example 'pl-63a5400a'
   */
  readonly s3PrefixListId?: string;
}
