/** A team whose use of the models is counted apart. */
export interface TeamConfig {
  /**
   * Name of the team: of its alias of the inference function, and the value of the cost allocation tag `private-bedrock:team`.
   *
   * @limits 1 to 19 lower-case letters and digits, a letter first; each once
   * @example 'search'
   */
  readonly name: string;

  /**
   * ARNs of the IAM roles of the team's applications, which assume the role of the team. No MFA is required, because no application
   * can meet it.
   *
   * @limits at least 1, no account, no role of Identity Center, none of `trustedPrincipals`, of `applications` or of another team
   * @example ['arn:aws:iam::111122223333:role/search']
   */
  readonly principals: readonly string[];

  /**
   * External id that `principals` must send when they assume the role.
   *
   * @limits 2 to 1224 letters, digits or +=,.@:/_-
   * @default - none
   * @example 'partner-7c1f2d'
   */
  readonly externalId?: string;
}
