/** A new VPC with two isolated subnets. */
export interface NewNetwork {
  /**
   * IPv4 CIDR block of the VPC.
   *
   * @limits /16 to /26, within a private range of RFC 1918
   * @example '10.0.0.0/24'
   */
  readonly cidr: string;

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
