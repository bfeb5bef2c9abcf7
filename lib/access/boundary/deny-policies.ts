import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, type IConstruct } from 'constructs';
import { limitPolicySize } from '../../checks/policy-size';
import { attachToRoles, hasRoom } from './attached-limits';
import { boundaryAsDenies } from './boundary-as-denies';

/**
 * Statements of a permissions boundary as Deny policies, for roles whose boundary is that of the organization: IAM attaches
 * one boundary to a role. An administrator of the account can detach them with `iam:DetachRolePolicy`.
 */
export abstract class DenyPolicies extends Construct {
  /** As many as their size needs. A role takes ten policies. */
  readonly policies: readonly iam.ManagedPolicy[];

  /**
   * @param statements of the boundary
   * @param sizeRemedy instruction for the case that a policy is longer than IAM accepts
   */
  constructor(scope: Construct, id: string, statements: readonly iam.PolicyStatement[], sizeRemedy: string) {
    super(scope, id);
    this.policies = this.pack(boundaryAsDenies(statements)).map((some, index) => {
      const policy = new iam.ManagedPolicy(this, `Denies${index + 1}`, {
        description: 'What no role of this deployment may do',
        document: new iam.PolicyDocument({ minimize: true, statements: [...some] }),
      });
      limitPolicySize(policy, sizeRemedy);
      return policy;
    });
  }

  /**
   * Attaches the policies to every role in this scope.
   *
   * @param others constructs whose roles have other limits
   */
  applyTo(scope: IConstruct, others: readonly IConstruct[] = []): void {
    attachToRoles(scope, this.policies, others);
  }

  /** Puts the statements into documents, in order, each as long as IAM accepts. */
  private pack(statements: readonly iam.PolicyStatement[]): readonly (readonly iam.PolicyStatement[])[] {
    const documents: iam.PolicyStatement[][] = [];
    for (const statement of statements) {
      const last = documents.at(-1);
      if (last && hasRoom(this, [...last, statement])) last.push(statement);
      else documents.push([statement]);
    }
    return documents;
  }
}
