import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { TrustedPrincipals } from '../../domain/deployment/deployment';
import { personaTrust } from './persona-trust';

export interface PersonaProps {
  /** @default - any IAM principal of this account that signed in with MFA */
  readonly trustedPrincipals?: TrustedPrincipals;
  /** Longest session, in hours. @default 1 */
  readonly sessionHours?: number;
}

/**
 * A role that a person assumes for one purpose and a bounded time. What bounds it, the permissions boundary,
 * is applied by the stage to every role at once, so that no persona can be made without it.
 */
export abstract class Persona extends iam.Role {
  constructor(scope: Construct, id: string, description: string, props: PersonaProps) {
    super(scope, id, {
      description,
      assumedBy: personaTrust(scope, props.trustedPrincipals),
      maxSessionDuration: Duration.hours(props.sessionHours ?? 1),
    });
  }
}
