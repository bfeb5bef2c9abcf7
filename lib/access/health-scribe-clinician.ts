import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks/acknowledge';
import { RolePolicy } from '../iam/role-policy';
import { denyForeignClinicians, trustClinician } from '../iam/tag-trust';
import { BedrockPersona, type BedrockPersonaProps } from './bedrock-persona';
import { ACCOUNT_WITH_MFA } from './named-persona';
import { principalsOf } from './persona-trust';

export interface HealthScribeClinicianProps extends BedrockPersonaProps {
  /** Name of the role: policies of the patient data name the role before it exists. */
  readonly roleName: string;
}

/**
 * Person who uploads recordings of consultations, reviews the drafts of notes and signs them. The session carries the
 * clinician id of its caller, and reaches only what is below that id. Without one, it can do nothing.
 *
 * @example
 * const clinician = new HealthScribeClinician(stack, 'Clinician', { roleName: 'clinician' });
 * patients.grantReview(clinician.policy);
 */
export class HealthScribeClinician extends BedrockPersona {
  /** Policy for grants. */
  readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: HealthScribeClinicianProps) {
    const description = 'Uploads recordings of consultations, reviews and signs their notes';
    const trustedPrincipals = props.trustedPrincipals ?? ACCOUNT_WITH_MFA;
    super(scope, id, description, { ...props, trustedPrincipals });
    trustClinician(this, principalsOf(trustedPrincipals));
    this.policy = new RolePolicy(this, 'Policy', {
      description,
      role: this,
      statements: denyForeignClinicians(),
    });
    (this.node.defaultChild as iam.CfnRole).roleName = props.roleName;
    const reason = 'The two statements on every action and resource deny; each Allow names its actions and resources.';
    acknowledge(
      this.policy,
      ...['HIPAA.Security', 'NIST.800.53.R5'].flatMap((pack) =>
        ['FullAccess', 'AdminAccess'].map((access) => ({
          rule: `${pack}-IAMPolicyNoStatementsWith${access}`,
          reason,
        })),
      ),
    );
  }
}
