import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { Persona, type PersonaProps } from './persona';

/** Uploads datasets, starts and follows customization jobs. What it may touch comes from the verbs of their owners. */
export class Tuner extends Persona {
  /** What the resources' verbs grant to. */
  readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: PersonaProps = {}) {
    const description = 'Uploads datasets, starts and follows model customization jobs';
    super(scope, id, description, props);
    this.policy = new iam.ManagedPolicy(this, 'Policy', { description, roles: [this] });
  }
}
