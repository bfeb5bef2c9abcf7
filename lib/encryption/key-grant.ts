import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';

/** The KMS actions that a caller's request to another service makes with the caller's rights. */
export type KeyAction = 'kms:CreateGrant' | 'kms:Decrypt' | 'kms:DescribeKey' | 'kms:GenerateDataKey';

/**
 * Lets a principal use the key, but only as part of a request that it makes to one service (`kms:ViaService`):
 * never to decrypt something by itself.
 *
 * @param service as in the service's host name: `s3`, `bedrock`
 */
export function grantKeyThrough(
  key: kms.IKey,
  service: 'bedrock' | 's3',
  grantee: iam.IGrantable,
  ...actions: readonly KeyAction[]
): iam.Grant {
  return iam.Grant.addToPrincipal({
    grantee,
    actions: [...actions],
    resourceArns: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${Stack.of(key).region}.amazonaws.com` } },
  });
}
