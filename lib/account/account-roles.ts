import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { BedrockPersona, type BedrockPersonaProps } from '../access/bedrock-persona';
import { ACCOUNT_WITH_MFA } from '../access/health-scribe-clinician';
import { RolePolicy } from '../iam/role-policy';

export interface AccountRoleProps extends BedrockPersonaProps {
  /** Name of the role: the policy of the key names the auditor before it exists. */
  readonly roleName: string;
}

/** Role of a person with a fixed name and one policy for grants. Without principals of the app, MFA is required. */
abstract class AccountRole extends BedrockPersona {
  /** Policy for grants. */
  readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, description: string, props: AccountRoleProps) {
    super(scope, id, description, { ...props, trustedPrincipals: props.trustedPrincipals ?? ACCOUNT_WITH_MFA });
    this.policy = new RolePolicy(this, 'Policy', { description, role: this });
    (this.node.defaultChild as iam.CfnRole).roleName = props.roleName;
  }
}

/**
 * Person who reads copies of prompts and answers, and audit events. Nobody else decrypts them. Writes and deletes nothing.
 *
 * @example
 * const auditor = new AccountAuditor(stack, 'Auditor', { roleName: 'auditor' });
 * promptLogs.grantRead(auditor.policy);
 */
export class AccountAuditor extends AccountRole {
  constructor(scope: Construct, id: string, props: AccountRoleProps) {
    super(scope, id, 'Reads prompts, answers and audit events', props);
  }
}

/**
 * Person who starts the workflow that changes settings of the account, and reads them. Changes none without it, and reads
 * no prompt.
 *
 * @example
 * const operator = new AccountOperator(stack, 'Operator', { roleName: 'operator' });
 * settingsWorkflow.grantStart(operator.policy);
 */
export class AccountOperator extends AccountRole {
  constructor(scope: Construct, id: string, props: AccountRoleProps) {
    super(scope, id, 'Starts the workflow of account settings, and reads the settings', props);
  }
}
