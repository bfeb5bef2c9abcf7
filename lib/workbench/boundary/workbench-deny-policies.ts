import type { Construct } from 'constructs';
import { DenyPolicies } from '../../access/boundary/deny-policies';
import { type WorkbenchBoundaryProps, workbenchStatements } from './workbench-statements';

/**
 * The limits of `WorkbenchBoundary` as Deny policies, for roles whose boundary is that of the organization.
 *
 * @example
 * const denies = new WorkbenchDenyPolicies(stack, 'WorkbenchDenies', {
 *   instanceName: 'chat-workbench',
 *   notebookRoleName: 'chat-notebook',
 *   models: [model],
 *   encryptionKey: key,
 * });
 * denies.applyTo(stack);
 */
export class WorkbenchDenyPolicies extends DenyPolicies {
  constructor(scope: Construct, id: string, props: WorkbenchBoundaryProps) {
    super(scope, id, workbenchStatements(scope, props), 'remove models from the row');
  }
}
