import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks/acknowledge';
import { RolePolicy } from '../iam/role-policy';
import { BedrockPersona, type BedrockPersonaProps } from './bedrock-persona';

/**
 * Person who administers Bedrock in this account: the AWS managed policy AmazonBedrockFullAccess, within the permissions
 * boundary.
 *
 * @example
 * const administrator = new BedrockAdministrator(stack, 'Administrator');
 * guardrail.grantApply(administrator.policy);
 * iam.PermissionsBoundary.of(administrator).apply(boundary);
 */
export class BedrockAdministrator extends BedrockPersona {
  /**
   * Policy for grants. AmazonBedrockFullAccess has no KMS action that applies to a customer managed key.
   * Made with the first grant, since IAM accepts no policy without a statement.
   */
  get policy(): iam.ManagedPolicy {
    const existing = this.node.tryFindChild('Policy') as iam.ManagedPolicy | undefined;
    return existing ?? new RolePolicy(this, 'Policy', { description: 'Keys of Bedrock administration', role: this });
  }

  constructor(scope: Construct, id: string, props: BedrockPersonaProps = {}) {
    super(scope, id, 'Administers Amazon Bedrock within the permissions boundary', props);
    this.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonBedrockFullAccess'));
    acknowledge(this, {
      rule: 'AwsSolutions-IAM4',
      finding: 'Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonBedrockFullAccess',
      reason: 'The administrator needs this AWS managed policy; the permissions boundary of the role limits it.',
    });
  }
}
