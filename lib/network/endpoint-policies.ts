import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { InvocableModel } from '../../domain/models/invocable-model';
import type { BedrockPlane } from '../../domain/models/planes';
import { PLANE_ACTIONS } from '../bedrock/actions';
import { type AppliedGuardrail, invokeStatements } from '../bedrock/grant-invoke';

/** Principals of this account, whoever they are: what each may do is for their own policies to say. */
const OURS = {
  principals: [new iam.StarPrincipal()],
  conditions: { StringEquals: { 'aws:PrincipalAccount': Aws.ACCOUNT_ID } },
} as const;

/** Nothing of another account either, where the request names whose the resource is. */
const OURS_ON_OURS = {
  ...OURS,
  conditions: { ...OURS.conditions, StringEqualsIfExists: { 'aws:ResourceAccount': Aws.ACCOUNT_ID } },
} as const;

export interface EndpointPolicyContext {
  readonly models: readonly InvocableModel[];
  readonly guardrail?: AppliedGuardrail;
}

/** What passes through the interface endpoint of a plane: that plane's actions, and on the runtime plane the allowed models alone. */
export function planePolicy(plane: BedrockPlane, { models, guardrail }: EndpointPolicyContext): iam.PolicyStatement[] {
  switch (plane) {
    case 'bedrock-runtime':
      return invokeStatements(models, { ...OURS, ...(guardrail && { guardrail }) });
    case 'bedrock':
      // Foundation models belong to AWS, so that "resources of this account" would hide them here.
      return [new iam.PolicyStatement({ ...copy(OURS), actions: [...PLANE_ACTIONS[plane]], resources: ['*'] })];
    case 'bedrock-agent':
    case 'bedrock-agent-runtime':
      return [new iam.PolicyStatement({ ...copy(OURS_ON_OURS), actions: [...PLANE_ACTIONS[plane]], resources: ['*'] })];
  }
}

/**
 * What passes through the S3 gateway endpoint: objects of our own buckets. Nothing that runs in this VPC needs a bucket
 * of AWS's: no function is a custom resource, none installs packages, and a customization job reads and writes ours.
 */
export function s3Policy(bucketArns: readonly string[]): iam.PolicyStatement[] {
  if (bucketArns.length === 0) {
    // An endpoint policy must hold a statement; without one of its own an endpoint lets everything through.
    return [
      new iam.PolicyStatement({
        sid: 'NoBucketYet',
        effect: iam.Effect.DENY,
        principals: [new iam.StarPrincipal()],
        actions: ['s3:*'],
        resources: ['*'],
      }),
    ];
  }
  return [
    new iam.PolicyStatement({
      sid: 'ListOurBuckets',
      ...copy(OURS),
      actions: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      resources: [...bucketArns],
    }),
    new iam.PolicyStatement({
      sid: 'ObjectsOfOurBuckets',
      ...copy(OURS),
      actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
      resources: bucketArns.map((arn) => `${arn}/*`),
    }),
  ];
}

/** A statement takes its principals as an array of its own. */
const copy = <C>({ principals, conditions }: { principals: readonly iam.IPrincipal[]; conditions: C }) => ({
  principals: [...principals],
  conditions,
});
