import type { TrustedPrincipals } from './trusted-principals';

/** Exceptions by persona. */
export interface PersonasConfig {
  /**
   * Administrator of Bedrock.
   *
   * @default - as the row says for all personas
   * @example { trustedPrincipals: { permissionSets: ['BedrockAdministrator'] }, sessionHours: 1 }
   */
  readonly administrator?: PersonaConfig;

  /**
   * Reader of settings, models and jobs.
   *
   * @default - as the row says for all personas
   * @example { sessionHours: 8 }
   */
  readonly reader?: PersonaConfig;

  /**
   * Invoker of models.
   *
   * @default - as the row says for all personas
   * @example { trustedPrincipals: { permissionSets: ['Developer'] } }
   */
  readonly invoker?: PersonaConfig;

  /**
   * Tuner of custom models. Requires `fineTuning`.
   *
   * @default - as the row says for all personas
   * @example { trustedPrincipals: { principals: ['arn:aws:iam::111122223333:role/data-scientist'] } }
   */
  readonly tuner?: PersonaConfig;

  /**
   * Curator of the documents of the knowledge base. Requires `knowledge`.
   *
   * @default - as the row says for all personas
   * @example { trustedPrincipals: { permissionSets: ['Librarian'] } }
   */
  readonly curator?: PersonaConfig;

  /**
   * Clinician, who uploads recordings, reviews drafts and signs notes. Requires `healthScribe`. Its `principals` always need MFA,
   * and a principal tag `private-bedrock:clinician` with their clinician id.
   *
   * @default - as the row says for all personas; if it says nothing, IAM principals of this account with MFA
   * @example { trustedPrincipals: { permissionSets: ['Clinician'] } }
   */
  readonly clinician?: PersonaConfig;

  /**
   * Reader of signed notes. Requires `healthScribe.keepSignedNotes`. Its `principals` always need MFA.
   *
   * @default - as the row says for all personas; if it says nothing, IAM principals of this account with MFA
   * @example { trustedPrincipals: { permissionSets: ['MedicalRecords'] } }
   */
  readonly records?: PersonaConfig;

  /**
   * Auditor, who reads prompts and suggestions of Amazon Q Developer and Kiro. Requires `developer`. Its `principals` always need
   * MFA.
   *
   * @default - as the row says for all personas; if it says nothing, IAM principals of this account with MFA
   * @example { trustedPrincipals: { permissionSets: ['SecurityAudit'] } }
   */
  readonly auditor?: PersonaConfig;

  /**
   * Reader of usage reports of Amazon Q Developer and Kiro. Requires `developer`. Its `principals` always need MFA.
   *
   * @default - as the row says for all personas; if it says nothing, IAM principals of this account with MFA
   * @example { trustedPrincipals: { permissionSets: ['EngineeringManager'] } }
   */
  readonly reportReader?: PersonaConfig;

  /**
   * Breaker operator, who resets the breaker after it has stopped the models. Requires `spend`.
   *
   * @default - as the row says for all personas
   * @example { trustedPrincipals: { permissionSets: ['FinanceOnCall'] } }
   */
  readonly breakerOperator?: PersonaConfig;

  /**
   * Scientist, who starts, opens and stops the notebook. Requires `workbench`.
   *
   * @default - as the row says for all personas
   * @example { trustedPrincipals: { permissionSets: ['DataScientist'] } }
   */
  readonly scientist?: PersonaConfig;

  /**
   * Break glass, for training data and for documents. Requires `fineTuning.vpcOnly` or `knowledge.vpcOnly`.
   *
   * @default - as the row says for all personas
   * @example { trustedPrincipals: { permissionSets: ['Emergency'] } }
   */
  readonly breakGlass?: BreakGlassConfig;
}

/** Exceptions of one persona. */
export interface PersonaConfig {
  /**
   * Principals that can assume the role of this persona, instead of those of the row.
   *
   * @default - those of the row
   * @example { permissionSets: ['BedrockAdministrator'] }
   */
  readonly trustedPrincipals?: TrustedPrincipals;

  /**
   * Maximum session duration in hours, instead of that of the row.
   *
   * @limits 1 to 12
   * @default - that of the row
   * @example 8
   */
  readonly sessionHours?: number;
}

/** Exceptions of the break-glass roles, whose sessions always last one hour. */
export interface BreakGlassConfig {
  /**
   * Principals that can assume the break-glass roles, instead of those of the row.
   *
   * @default - those of the row
   * @example { permissionSets: ['Emergency'] }
   */
  readonly trustedPrincipals?: TrustedPrincipals;
}
