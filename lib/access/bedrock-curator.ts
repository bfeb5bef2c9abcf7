import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { RolePolicy } from '../iam/role-policy';
import { BedrockPersona, type BedrockPersonaProps } from './bedrock-persona';

/**
 * Person who uploads and deletes the documents of a knowledge base and reads the reports of its syncs. Cannot ask it. The
 * owners of the resources grant the permissions.
 *
 * @example
 * const curator = new BedrockCurator(stack, 'Curator');
 * documents.grantCurate(curator.policy);
 */
export class BedrockCurator extends BedrockPersona {
  /** Policy for grants; it needs at least one, since IAM accepts no policy without a statement. */
  readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: BedrockPersonaProps = {}) {
    const description = 'Uploads and deletes documents, reads the reports of syncs';
    super(scope, id, description, props);
    this.policy = new RolePolicy(this, 'Policy', { description, role: this });
  }
}
