import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct, IConstruct } from 'constructs';
import { setBoundary } from '../../access/boundary/set-boundary';
import { acknowledge, acknowledgeResource } from '../../checks/acknowledge';
import { limitPolicySize } from '../../checks/policy-size';
import { notebookStreams } from '../notebook-arn';
import { type WorkbenchBoundaryProps, workbenchStatements } from './workbench-statements';

/**
 * Permissions boundary of the roles of a workbench. It lists what is possible and denies the rest: the models of the row with
 * their guardrail, one notebook, its logs, the key, and datasets if the row says so. Whoever opens the notebook writes the code
 * that has its role: nothing that the role is given later goes beyond this.
 *
 * Source: IAM User Guide, "Permissions boundaries for IAM entities".
 *
 * @example
 * const boundary = new WorkbenchBoundary(stack, 'WorkbenchBoundary', {
 *   instanceName: 'chat-workbench',
 *   notebookRoleName: 'chat-notebook',
 *   models: [model],
 *   encryptionKey: key,
 * });
 * boundary.applyTo(stack);
 */
export class WorkbenchBoundary extends iam.ManagedPolicy {
  constructor(scope: Construct, id: string, props: WorkbenchBoundaryProps) {
    super(scope, id, {
      description: 'The most that a role of the workbench may do',
      document: new iam.PolicyDocument({ minimize: true, statements: workbenchStatements(scope, props) }),
    });
    limitPolicySize(this, 'remove models from the row');
    const reason = 'A permissions boundary grants nothing: it limits roles whose own policies name resources.';
    acknowledgeResource(this, '*', reason);
    acknowledgeResource(this, notebookStreams(this, props.instanceName), reason);
    if (props.datasets) acknowledgeResource(this, props.datasets.objects, reason);
    acknowledge(
      this,
      { rule: 'HIPAA.Security-IAMPolicyNoStatementsWithFullAccess', reason },
      { rule: 'NIST.800.53.R5-IAMPolicyNoStatementsWithFullAccess', reason },
      { rule: 'PrivateBedrock-INVOKE2', finding: 'Resource::*', reason },
    );
  }

  /** Makes this the permissions boundary of every role in this scope. */
  applyTo(scope: IConstruct): void {
    setBoundary(scope, () => this.managedPolicyArn);
  }
}
