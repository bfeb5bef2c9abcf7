import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { RolePolicy } from '../iam/role-policy';
import { BedrockPersona, type BedrockPersonaProps } from './bedrock-persona';

export interface BreakGlassRoleProps extends Omit<BedrockPersonaProps, 'maxSessionDuration'> {
  /** Name of the role: the bucket policy names the role before it exists. */
  readonly roleName: string;
  /**
   * The data that the role reaches.
   *
   * @default 'the training data'
   */
  readonly data?: string;
}

/**
 * Role for emergencies: the only access to one kind of data from outside the VPC, for the day when the VPC itself fails.
 * Sessions last one hour; CloudTrail records every use under the name of the role. Runbook: docs/runbooks/break-glass.md.
 *
 * @example
 * const breakGlass = new BreakGlassRole(stack, 'BreakGlass', { roleName: 'training-data-break-glass' });
 * bucket.grantReadDataset(breakGlass.policy);
 */
export class BreakGlassRole extends BedrockPersona {
  /** Policy for grants; it needs at least one, since IAM accepts no policy without a statement. */
  readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: BreakGlassRoleProps) {
    const description = `Break glass: reaches ${props.data ?? 'the training data'} from outside the VPC`;
    super(scope, id, description, { trustedPrincipals: props.trustedPrincipals });
    this.policy = new RolePolicy(this, 'Policy', { description, role: this });
    (this.node.defaultChild as iam.CfnRole).roleName = props.roleName;
  }
}
