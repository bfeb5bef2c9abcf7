import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { METADATA_READ_ACTIONS } from '../bedrock/metadata-actions';
import { acknowledge } from '../checks/acknowledge';
import { RolePolicy } from '../iam/role-policy';
import { BedrockPersona, type BedrockPersonaProps } from './bedrock-persona';

/**
 * Person who reads Bedrock's settings, models and jobs: what the AWS managed policy AmazonBedrockReadOnly reads of
 * metadata. A Deny covers everything else, whatever is attached to the role: conversations, documents, prompts, and
 * actions that AWS adds. Cannot invoke a model.
 *
 * @example
 * new BedrockReader(stack, 'Reader', { maxSessionDuration: Duration.hours(8) });
 */
export class BedrockReader extends BedrockPersona {
  constructor(scope: Construct, id: string, props: BedrockPersonaProps = {}) {
    super(scope, id, 'Reads Amazon Bedrock settings, models and jobs; invokes nothing', props);
    this.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonBedrockReadOnly'));
    new RolePolicy(this, 'OnlyMetadata', {
      description: 'Denies everything except reads of metadata',
      role: this,
      statements: [
        new iam.PolicyStatement({
          sid: 'OnlyMetadata',
          effect: iam.Effect.DENY,
          notActions: [...METADATA_READ_ACTIONS],
          resources: ['*'],
        }),
      ],
    });
    acknowledge(this, {
      rule: 'AwsSolutions-IAM4',
      finding: 'Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonBedrockReadOnly',
      reason: 'The reader needs this AWS managed policy: it reads the control plane and cannot invoke a model.',
    });
  }
}
