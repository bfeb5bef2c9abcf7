import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { TrustedPrincipals } from '../../domain/deployment/config/trusted-principals';
import { personaTrust } from './persona-trust';

export interface BedrockPersonaProps {
  /**
   * Principals that may assume the role.
   *
   * @default - in this account: IAM principals with MFA in their session, and sessions of IAM Identity Center
   */
  readonly trustedPrincipals?: TrustedPrincipals;
  /**
   * Longest session, 1 to 12 hours.
   *
   * @default Duration.hours(1)
   */
  readonly maxSessionDuration?: Duration;
}

/**
 * Role that a person assumes for one purpose and a limited time. `PrivateBedrock` applies the permissions boundary to
 * every role at once; an app that makes a persona on its own calls `boundary.applyTo(scope)` of a
 * `BedrockPermissionsBoundary`.
 */
export abstract class BedrockPersona extends iam.Role {
  constructor(scope: Construct, id: string, description: string, props: BedrockPersonaProps) {
    super(scope, id, {
      description,
      assumedBy: personaTrust(scope, props.trustedPrincipals),
      maxSessionDuration: props.maxSessionDuration ?? Duration.hours(1),
    });
  }
}
