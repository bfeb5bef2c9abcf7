import type { Construct } from 'constructs';
import { NamedPersona, type NamedPersonaProps } from '../access/named-persona';

export type AccountRoleProps = NamedPersonaProps;

/**
 * Person who reads copies of prompts and answers, and audit events. Nobody else decrypts them. Writes and deletes nothing.
 *
 * @example
 * const auditor = new AccountAuditor(stack, 'Auditor', { roleName: 'auditor' });
 * promptLogs.grantRead(auditor.policy);
 */
export class AccountAuditor extends NamedPersona {
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
export class AccountOperator extends NamedPersona {
  constructor(scope: Construct, id: string, props: AccountRoleProps) {
    super(scope, id, 'Starts the workflow of account settings, and reads the settings', props);
  }
}
