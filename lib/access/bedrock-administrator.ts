import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks/acknowledge';
import { Persona, type PersonaProps } from './persona';

/** Runs Bedrock for this account: the AWS managed policy AmazonBedrockFullAccess, cut down by the permissions boundary. */
export class Administrator extends Persona {
  /**
   * What the resources' verbs grant to, beside AmazonBedrockFullAccess: it holds no key action that works.
   * Attached with the first grant, since a policy without a statement cannot be made.
   */
  get policy(): iam.ManagedPolicy {
    const made = this.node.tryFindChild('Policy') as iam.ManagedPolicy | undefined;
    return (
      made ?? new iam.ManagedPolicy(this, 'Policy', { description: 'Keys of Bedrock administration', roles: [this] })
    );
  }

  constructor(scope: Construct, id: string, props: PersonaProps = {}) {
    super(scope, id, 'Administers Amazon Bedrock within the permissions boundary', props);
    this.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonBedrockFullAccess'));
    acknowledge(this, {
      rule: 'AwsSolutions-IAM4',
      finding: 'Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonBedrockFullAccess',
      reason: 'Asked for by name; the permissions boundary of this role takes away what it grants too much.',
    });
  }
}
