import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { RolePolicy } from '../iam/role-policy';
import { BedrockPersona, type BedrockPersonaProps } from './bedrock-persona';

/**
 * Person who uploads datasets, starts the tuning workflow and follows its jobs. Cannot start a customization job: only
 * the workflow does, after it checked the dataset. The owners of the resources grant the permissions.
 *
 * @example
 * const tuner = new BedrockTuner(stack, 'Tuner');
 * bucket.grantWriteDatasets(tuner.policy);
 */
export class BedrockTuner extends BedrockPersona {
  /** Policy for grants; it needs at least one, since IAM accepts no policy without a statement. */
  readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: BedrockPersonaProps = {}) {
    const description = 'Uploads datasets, starts the tuning workflow, follows its jobs';
    super(scope, id, description, props);
    this.policy = new RolePolicy(this, 'Policy', { description, role: this });
  }
}
