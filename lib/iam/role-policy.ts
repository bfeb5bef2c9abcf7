import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { limitPolicySize } from '../checks/policy-size';

export interface RolePolicyProps {
  /** Role that the policy is attached to. */
  readonly role: iam.IRole;
  /** Shown by IAM; a change replaces the policy. */
  readonly description: string;
  /** @default - none; grants to the policy add them */
  readonly statements?: readonly iam.PolicyStatement[];
  /**
   * Instruction for the case that the policy is longer than IAM accepts.
   *
   * @default 'grant fewer resources to this role'
   */
  readonly sizeRemedy?: string;
}

/**
 * Customer managed policy of one role. Grants for the role add their statements here. Equal statements are merged, whatever
 * the feature flags of the app, and synthesis fails when the policy is longer than IAM accepts.
 *
 * @example
 * const policy = new RolePolicy(stack, 'Policy', { description: 'Reads the dataset', role });
 * bucket.grantReadDataset(policy);
 */
export class RolePolicy extends iam.ManagedPolicy {
  constructor(scope: Construct, id: string, props: RolePolicyProps) {
    super(scope, id, {
      description: props.description,
      roles: [props.role],
      document: new iam.PolicyDocument({ minimize: true, statements: [...(props.statements ?? [])] }),
    });
    limitPolicySize(this, props.sizeRemedy ?? 'grant fewer resources to this role');
  }
}
