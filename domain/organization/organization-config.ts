/** Policies of an organization that govern Amazon Q Developer and Kiro, and whom they bind. Deployed in its management account. */
export interface OrganizationConfig {
  /**
   * Region of the stack. The policies have none.
   *
   * @limits a Region of the aws partition with Amazon Bedrock
   * @example 'us-east-1'
   */
  readonly region: string;

  /**
   * Id of the management account. The CDK refuses to deploy with credentials of another account.
   *
   * @limits 12 digits
   * @example '111122223333'
   */
  readonly managementAccount: string;

  /**
   * Roots, organizational units and accounts that the policies bind. No policy binds principals of the management account.
   *
   * @limits at least 1, no duplicates; not the management account
   * @example ['r-ab12']
   */
  readonly targets: readonly string[];

  /**
   * ARNs of the only roles that give seats, buy, set limits and change profiles.
   *
   * @limits 1 to 10 roles, without wildcards, no duplicates
   * @example ['arn:aws:iam::111122223333:role/developer-admin']
   */
  readonly administrators: readonly string[];

  /**
   * Denies to use Amazon Q in the console, and its code transformations. It does not stop an editor: developers sign in there
   * with Identity Center, and IAM decides nothing.
   *
   * @default false
   * @example true
   */
  readonly denyConsoleUse?: boolean;
}
