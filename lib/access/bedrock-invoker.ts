import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { limitSize } from '../checks/policy-size';
import { Persona, type PersonaProps } from './persona';

/** Asks the models, by the inference function; directly too, where the deployment says so. */
export class Invoker extends Persona {
  /** What the resources' verbs grant to. */
  readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: PersonaProps = {}) {
    const description = 'Calls the inference function';
    super(scope, id, description, props);
    this.policy = new iam.ManagedPolicy(this, 'Policy', { description, roles: [this] });
    limitSize(this.policy, 'take some models out of the row');
  }
}
