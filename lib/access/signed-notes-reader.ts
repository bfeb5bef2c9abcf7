import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { RolePolicy } from '../iam/role-policy';
import { BedrockPersona } from './bedrock-persona';
import { ACCOUNT_WITH_MFA, type HealthScribeClinicianProps } from './health-scribe-clinician';

export type SignedNotesReaderProps = HealthScribeClinicianProps;

/**
 * Person who reads signed notes, and nothing else.
 *
 * @example
 * const records = new SignedNotesReader(stack, 'Records', { roleName: 'records' });
 * notes.grantReadNotes(records.policy);
 */
export class SignedNotesReader extends BedrockPersona {
  /** Policy for grants; it needs at least one, since IAM accepts no policy without a statement. */
  readonly policy: iam.ManagedPolicy;

  constructor(
    scope: Construct,
    id: string,
    { trustedPrincipals = ACCOUNT_WITH_MFA, ...props }: SignedNotesReaderProps,
  ) {
    const description = 'Reads signed notes';
    super(scope, id, description, { ...props, trustedPrincipals });
    this.policy = new RolePolicy(this, 'Policy', { description, role: this });
    (this.node.defaultChild as iam.CfnRole).roleName = props.roleName;
  }
}
