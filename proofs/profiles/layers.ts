import { Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { invocableModel } from '../../domain/models/invocable-model';
import type { ModelReference } from '../../domain/models/model-reference';
import { BedrockPermissionsBoundary } from '../../lib/access/boundary/bedrock-permissions-boundary';
import { grantInvoke } from '../../lib/bedrock/grant-invoke';
import { planeStatements } from '../../lib/network/endpoint-policies';
import { type NamedPolicy, namedPolicy } from '../model/policy';
import { Resolver } from '../model/resolver';

/** The three policies that an invocation of one model passes, as a deployment would have them. */
export interface Layers {
  readonly identity: NamedPolicy;
  readonly boundary: NamedPolicy;
  readonly endpoint: NamedPolicy;
}

/** Made by the very functions that the stacks call; a whole deployment for each model and Region would take minutes. */
export function layersOf(reference: ModelReference, region: string): Layers {
  const stack = new Stack(undefined, 'Layers', { env: { region } });
  const models = [invocableModel(reference, { region, account: Aws.ACCOUNT_ID, partition: 'aws' })];
  const policy = new iam.ManagedPolicy(stack, 'Policy');
  grantInvoke(policy, models);
  const boundary = new BedrockPermissionsBoundary(stack, 'Boundary', { models, passableRolePrefix: 'AmazonBedrock-' });
  const documents = {
    identity: policy.document,
    boundary: boundary.document,
    endpoint: new iam.PolicyDocument({ statements: planeStatements('bedrock-runtime', { models }) }),
  };
  const resolver = new Resolver({
    deployment: region,
    stacks: { [region]: { stackName: region, region, template: { Resources: {} } } },
  });
  const named = (name: keyof Layers) =>
    namedPolicy(`${name} policy`, resolver.resolve(stack.resolve(documents[name]), region));
  return { identity: named('identity'), boundary: named('boundary'), endpoint: named('endpoint') };
}
