import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { Persona, type PersonaProps } from './persona';

/**
 * Uploads datasets, starts the tuning workflow and follows its jobs. It starts none itself: nothing is trained that the
 * workflow has not checked. What it may touch comes from the verbs of their owners.
 */
export class Tuner extends Persona {
  /** What the resources' verbs grant to. */
  readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: PersonaProps = {}) {
    const description = 'Uploads datasets, starts the tuning workflow, follows its jobs';
    super(scope, id, description, props);
    this.policy = new iam.ManagedPolicy(this, 'Policy', { description, roles: [this] });
  }
}
