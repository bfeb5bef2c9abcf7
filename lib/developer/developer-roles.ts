import type { Construct } from 'constructs';
import { NamedPersona, type NamedPersonaProps } from '../access/named-persona';

export type DeveloperRoleProps = NamedPersonaProps;

/**
 * Person who reads prompts and suggestions of Amazon Q Developer and Kiro. Nobody else decrypts them. Writes and deletes
 * nothing.
 *
 * @example
 * const auditor = new DeveloperAuditor(stack, 'Auditor', { roleName: 'auditor' });
 * prompts.grantRead(auditor.policy);
 */
export class DeveloperAuditor extends NamedPersona {
  constructor(scope: Construct, id: string, props: DeveloperRoleProps) {
    super(scope, id, 'Reads prompts and suggestions of developers', props);
  }
}

/**
 * Person who reads usage reports of Amazon Q Developer and Kiro: who uses a seat, and how much. Reads no prompt.
 *
 * @example
 * const reader = new DeveloperReportReader(stack, 'ReportReader', { roleName: 'reports' });
 * reports.grantRead(reader.policy);
 */
export class DeveloperReportReader extends NamedPersona {
  constructor(scope: Construct, id: string, props: DeveloperRoleProps) {
    super(scope, id, 'Reads usage reports of developers', props);
  }
}
