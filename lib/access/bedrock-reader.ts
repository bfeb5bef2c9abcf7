import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { CONVERSATION_READ_ACTIONS } from '../bedrock/denied-actions';
import { acknowledge } from '../checks/acknowledge';
import { newerThanCfnLint } from '../checks/newer-than-cfn-lint';
import { Persona, type PersonaProps } from './persona';

/**
 * Looks at Bedrock's settings, models and jobs: the AWS managed policy AmazonBedrockReadOnly, without what it reads of
 * conversations. Cannot invoke a model.
 */
export class Reader extends Persona {
  constructor(scope: Construct, id: string, props: PersonaProps = {}) {
    super(scope, id, 'Reads Amazon Bedrock settings, models and jobs; invokes nothing', props);
    this.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonBedrockReadOnly'));
    const noConversations = new iam.ManagedPolicy(this, 'NoConversations', {
      description: 'Denies reading what people and models said to each other',
      roles: [this],
      statements: [
        new iam.PolicyStatement({
          sid: 'NoConversations',
          effect: iam.Effect.DENY,
          actions: [...CONVERSATION_READ_ACTIONS],
          resources: ['*'],
        }),
      ],
    });
    newerThanCfnLint(noConversations);
    acknowledge(this, {
      rule: 'AwsSolutions-IAM4',
      finding: 'Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonBedrockReadOnly',
      reason: 'Asked for by name; it reads the control plane and holds no action that invokes a model.',
    });
  }
}
