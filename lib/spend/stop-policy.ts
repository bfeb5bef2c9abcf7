import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * Actions that cost money by what a model does, or that buy what a model runs on. `bedrock:InvokeModel` also governs Converse
 * and StartAsyncInvoke. A Deny of `bedrock:` does not reach bedrock-mantle.
 *
 * Source: Service Authorization Reference, Amazon Bedrock and Amazon Bedrock Mantle.
 */
export const SPENDING_ACTIONS = [
  'bedrock-mantle:CreateFineTuningJob',
  'bedrock-mantle:CreateInference',
  'bedrock-mantle:CreateReservation',
  'bedrock:CreateCustomModelDeployment',
  'bedrock:CreateModelCustomizationJob',
  'bedrock:CreateModelInvocationJob',
  'bedrock:CreateProvisionedModelThroughput',
  'bedrock:InvokeAgent',
  'bedrock:InvokeModel*',
  'bedrock:RetrieveAndGenerate*',
] as const;

/**
 * Deny of everything that costs money by a model. Attached to nothing until a limit is reached: the breaker attaches it, a
 * breaker operator detaches it.
 *
 * @example
 * new StopPolicy(stack, 'Stop', { policyName: 'chat-stop' });
 */
export class StopPolicy extends iam.ManagedPolicy {
  /** ARN by its name, known before the policy exists. */
  readonly literalArn: string;

  constructor(scope: Construct, id: string, { policyName }: { readonly policyName: string }) {
    super(scope, id, {
      managedPolicyName: policyName,
      description: 'Denies every call of a model, and what buys capacity, after a limit on costs was reached',
      statements: [
        new iam.PolicyStatement({
          sid: 'LimitOnCostsIsReached',
          effect: iam.Effect.DENY,
          actions: [...SPENDING_ACTIONS],
          resources: ['*'],
        }),
      ],
    });
    this.literalArn = Stack.of(this).formatArn({
      service: 'iam',
      region: '',
      resource: 'policy',
      resourceName: policyName,
    });
  }
}
