/** Applications: `principals`, `services` or both. */
export interface ApplicationsConfig {
  /**
   * ARNs of the IAM roles of applications. No MFA is required, because no application can meet it.
   *
   * @limits at least 1, no account, no role of Identity Center, none of `trustedPrincipals`
   * @default - none
   * @example ['arn:aws:iam::111122223333:role/web']
   */
  readonly principals?: readonly string[];

  /**
   * AWS services that assume the role for one of your resources.
   *
   * @limits at least 1
   * @default - none
   * @example [{ service: 'ecs-tasks.amazonaws.com', sourceArn: 'arn:aws:ecs:us-east-1:111122223333:*' }]
   */
  readonly services?: readonly ApplicationService[];

  /**
   * External id that `principals` must send when they assume the role.
   *
   * @limits 2 to 1224 letters, digits or +=,.@:/_-
   * @default - none
   * @example 'partner-7c1f2d'
   */
  readonly externalId?: string;

  /**
   * Allows the applications to call the models without the function, too.
   *
   * @default false - they reach models only through the function
   * @example true
   */
  readonly callModels?: boolean;
}

/** An AWS service that assumes the application role. */
export interface ApplicationService {
  /**
   * Service principal.
   *
   * @limits a service that names its resource when it assumes a role: not ec2 and not lambda
   * @example 'ecs-tasks.amazonaws.com'
   */
  readonly service: string;

  /**
   * ARN of the resource that the service acts for (`aws:SourceArn`), in the account of the deployment.
   *
   * @limits service and account without a wildcard
   * @example 'arn:aws:ecs:us-east-1:111122223333:*'
   */
  readonly sourceArn: string;
}

/** Applications of one team, whose use of the models is counted apart. */
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
