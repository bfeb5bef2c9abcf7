/** Principals that can assume the role of a persona: `principals`, `permissionSets` or both. */
export interface TrustedPrincipals {
  /**
   * ARNs of IAM roles, or 12-digit account ids. An account id trusts every principal of the account that its
   * administrators allow.
   *
   * @limits at least 1, no wildcard, no IAM user
   * @default - none
   * @example ['arn:aws:iam::111122223333:role/engineer', '444455556666']
   */
  readonly principals?: readonly string[];

  /**
   * Names of IAM Identity Center permission sets that are assigned to this account. No MFA is required in the session,
   * because these sessions never carry its mark: Identity Center requires MFA at sign-in.
   *
   * @limits at least 1, each 1 to 32 letters, digits or +=,.@_-
   * @default - none
   * @example ['BedrockUser']
   */
  readonly permissionSets?: readonly string[];

  /**
   * Requires MFA in the session of `principals`. For an account id, `false` requires an `externalId`.
   *
   * @default true
   * @example true
   */
  readonly mfa?: boolean;

  /**
   * External id that `principals` must send when they assume the role.
   *
   * @limits 2 to 1224 letters, digits or +=,.@:/_-
   * @default - none
   * @example 'partner-7c1f2d'
   */
  readonly externalId?: string;
}
