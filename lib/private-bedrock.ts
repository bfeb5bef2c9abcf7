import { PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { DeploymentConfig } from '../domain/deployment/deployment';
import { acknowledge } from './checks/acknowledge';
import { AccessStack } from './stacks/access-stack';
import { EndpointsStack } from './stacks/endpoints-stack';
import { FineTuningStack } from './stacks/fine-tuning-stack';
import { FoundationStack } from './stacks/foundation-stack';
import { InferenceStack } from './stacks/inference-stack';
import { NetworkStack } from './stacks/network-stack';
import { StorageStack } from './stacks/storage-stack';

/**
 * The CDK feature flags that change these templates, set here so that every app gets the same ones: the templates that
 * the proofs are about. Strong references are exports, so that no key is deleted while something depends on it
 * (docs/decisions/0001); merged statements keep policies below the size limits of IAM.
 */
const FEATURE_FLAGS = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
} as const;

/**
 * One whole copy of the system, from one row of the table of deployments: the only place where stacks meet.
 * A construct and not a `cdk.Stage`, whose stacks `cdk deploy --all` and a bare `cdk synth` would not find.
 */
export class PrivateBedrock extends Construct {
  constructor(scope: Construct, deployment: string, config: DeploymentConfig) {
    super(scope, deployment);
    for (const [flag, value] of Object.entries(FEATURE_FLAGS)) this.node.setContext(flag, value);
    const props = { deployment, config };

    const { key, models, guardrail, boundary } = new FoundationStack(this, 'Foundation', props);
    const network = new NetworkStack(this, 'Network', { ...props, key });
    const storage =
      config.fineTuning && new StorageStack(this, 'Storage', { ...props, key, network, fineTuning: config.fineTuning });
    const endpoints = new EndpointsStack(this, 'Endpoints', {
      ...props,
      network,
      models,
      guardrail: guardrail?.applied,
      bucketArns: storage ? [storage.bucket.arnInPolicies] : [],
    });
    const { inference } = new InferenceStack(this, 'Inference', { ...props, key, network, models, guardrail });
    // Without its endpoint the function could be deployed, and not answer.
    inference.function.stack.addStackDependency(endpoints, 'bedrock-runtime is reached by its endpoint alone');
    const fineTuning =
      config.fineTuning &&
      storage &&
      new FineTuningStack(this, 'FineTuning', {
        ...props,
        key,
        network,
        bucket: storage.bucket,
        guardrail,
        fineTuning: config.fineTuning,
      });
    new AccessStack(this, 'Access', { ...props, key, inference, models, guardrail, fineTuning });

    PermissionsBoundary.of(this).apply(boundary);
    acknowledge(this, {
      rule: 'PrivateBedrock-LOG3',
      reason:
        'One setting for all of an account and Region, which may belong to others: no stack of ours writes it. ' +
        '`npm run preflight` reads it and says where copies of prompts and answers go, if anywhere.',
    });
  }
}
