import { Aws } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { RolePolicy } from '../iam/role-policy';
import { BedrockPersona, type BedrockPersonaProps } from './bedrock-persona';

/** Principals that reach sensitive data, unless the app names others: sessions of Identity Center carry no mark of MFA. */
export const ACCOUNT_WITH_MFA = { principals: [Aws.ACCOUNT_ID] } as const;

export interface NamedPersonaProps extends BedrockPersonaProps {
  /** Name of the role: policies of what it reads name the role before it exists. */
  readonly roleName: string;
}

/** Role of a person with a fixed name and one policy for grants. Without principals of the app, MFA is required. */
export abstract class NamedPersona extends BedrockPersona {
  /** Policy for grants; it needs at least one, since IAM accepts no policy without a statement. */
  readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, description: string, props: NamedPersonaProps) {
    super(scope, id, description, { ...props, trustedPrincipals: props.trustedPrincipals ?? ACCOUNT_WITH_MFA });
    this.policy = new RolePolicy(this, 'Policy', { description, role: this });
    (this.node.defaultChild as iam.CfnRole).roleName = props.roleName;
  }
}
