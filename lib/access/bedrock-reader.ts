import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { CONVERSATION_READ_ACTIONS } from '../bedrock/denied-actions';
import { acknowledge, acknowledgeUnknownActions } from '../checks/acknowledge';
import { RolePolicy } from '../iam/role-policy';
import { BedrockPersona, type BedrockPersonaProps } from './bedrock-persona';

/**
 * Person who reads Bedrock's settings, models and jobs: the AWS managed policy AmazonBedrockReadOnly, except what it
 * reads of conversations. Cannot invoke a model.
 *
 * @example
 * new BedrockReader(stack, 'Reader', { maxSessionDuration: Duration.hours(8) });
 */
export class BedrockReader extends BedrockPersona {
  constructor(scope: Construct, id: string, props: BedrockPersonaProps = {}) {
    super(scope, id, 'Reads Amazon Bedrock settings, models and jobs; invokes nothing', props);
    this.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonBedrockReadOnly'));
    const noConversations = new RolePolicy(this, 'NoConversations', {
      description: 'Denies reading what people and models said to each other',
      role: this,
      statements: [
        new iam.PolicyStatement({
          sid: 'NoConversations',
          effect: iam.Effect.DENY,
          actions: [...CONVERSATION_READ_ACTIONS],
          resources: ['*'],
        }),
      ],
    });
    acknowledgeUnknownActions(noConversations);
    acknowledge(this, {
      rule: 'AwsSolutions-IAM4',
      finding: 'Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonBedrockReadOnly',
      reason: 'The reader needs this AWS managed policy: it reads the control plane and cannot invoke a model.',
    });
  }
}
