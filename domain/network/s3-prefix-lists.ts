/**
 * The AWS managed prefix list of Amazon S3 in each Region: what a security group must name to reach the S3 gateway
 * endpoint. CloudFormation cannot look it up, and a lookup at synth would need credentials.
 * Compare with `aws ec2 describe-managed-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.<region>.s3`.
 */
export const S3_PREFIX_LISTS: Readonly<Record<string, string>> = {
  'ap-northeast-1': 'pl-61a54008',
  'ap-northeast-2': 'pl-78a54011',
  'ap-south-1': 'pl-78a54011',
  'ap-southeast-1': 'pl-6fa54006',
  'ap-southeast-2': 'pl-6ca54005',
  'eu-central-1': 'pl-6ea54007',
  'eu-west-1': 'pl-6da54004',
  'sa-east-1': 'pl-6aa54003',
  'us-east-1': 'pl-63a5400a',
  'us-east-2': 'pl-7ba54012',
  'us-west-1': 'pl-6ba54002',
  'us-west-2': 'pl-68a54001',
};

/**
 * @param given wins over the table
 * @throws Error for a Region that the table lacks, when none is given; `validateDeployments` finds it first
 */
export function s3PrefixListId(region: string, given?: string): string {
  const id = given ?? S3_PREFIX_LISTS[region];
  if (id === undefined) throw new Error(`no S3 prefix list is known for ${region}: give network.s3PrefixListId`);
  return id;
}
