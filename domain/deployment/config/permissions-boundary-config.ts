/**
 * Permissions boundary of the organization: `name` or `arn`, as in the CDK context `@aws-cdk/core:permissionsBoundary`. Both
 * can contain `${Qualifier}`, `${AWS::AccountId}`, `${AWS::Region}` and `${AWS::Partition}`.
 */
export interface PermissionsBoundaryConfig {
  /**
   * Name of a customer managed policy in the account of the deployment, with its path if it has one.
   *
   * @limits 1 to 128 letters, digits or +=,.@_-
   * @default - `arn` names the policy
   * @example 'cdk-${Qualifier}-permissions-boundary'
   */
  readonly name?: string;

  /**
   * ARN of a managed policy.
   *
   * @limits a policy of the partition aws
   * @default - `name` names the policy
   * @example 'arn:aws:iam::${AWS::AccountId}:policy/team-boundary'
   */
  readonly arn?: string;
}
