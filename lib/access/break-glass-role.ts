import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { Persona, type PersonaProps } from './persona';

export interface BreakGlassRoleProps extends Omit<PersonaProps, 'sessionHours'> {
  /** The role has a name, because a bucket policy must name it before it exists. */
  readonly roleName: string;
}

/**
 * The one way to the training data from outside the VPC, for the day on which the VPC itself is the problem.
 * Sessions of one hour; every use stands in CloudTrail under this role's name. Runbook: docs/runbooks/break-glass.md.
 */
export class BreakGlassRole extends Persona {
  /** What the bucket's verbs grant to. */
  readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: BreakGlassRoleProps) {
    const description = 'Break glass: reaches the training data from outside the VPC';
    super(scope, id, description, { trustedPrincipals: props.trustedPrincipals });
    this.policy = new iam.ManagedPolicy(this, 'Policy', { description, roles: [this] });
    (this.node.defaultChild as iam.CfnRole).roleName = props.roleName;
  }
}
