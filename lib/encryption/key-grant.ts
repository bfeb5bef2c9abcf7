import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { InvocableKind, InvocableModel } from '../../domain/models/invocable-model';

/** KMS actions that another service performs with the permissions of its caller. */
export type KeyAction = 'kms:CreateGrant' | 'kms:Decrypt' | 'kms:DescribeKey' | 'kms:Encrypt' | 'kms:GenerateDataKey';

/** Services that use a key with the permissions of their caller, as in their host names. */
export type KeyService = 'bedrock' | 'logs' | 's3' | 'sagemaker' | 'sns' | 'sqs' | 'transcribe';

/**
 * Lets a principal use the key only in requests to certain services (`kms:ViaService`), never directly.
 *
 * Source: AWS KMS Developer Guide, "kms:ViaService".
 *
 * @example
 * grantKeyThrough(key, 's3', role, 'kms:Decrypt', 'kms:GenerateDataKey');
 */
export function grantKeyThrough(
  key: kms.IKey,
  services: KeyService | readonly KeyService[],
  grantee: iam.IGrantable,
  ...actions: readonly KeyAction[]
): iam.Grant {
  const hosts = [services].flat().map((service) => `${service}.${Stack.of(key).region}.amazonaws.com`);
  return iam.Grant.addToPrincipal({
    grantee,
    actions: [...actions],
    resourceArns: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': hosts.length === 1 ? hosts[0] : hosts } },
  });
}

const CUSTOM_KINDS: readonly InvocableKind[] = ['custom-model-deployment', 'provisioned-throughput'];

/** True if any of the models is a custom model, which the key of the deployment encrypts. */
export const hasCustomModel = (models: readonly InvocableModel[]): boolean =>
  models.some(({ kind }) => CUSTOM_KINDS.includes(kind));

/**
 * Lets a principal that invokes these models also decrypt them, if any of them is a custom model: `kms:Decrypt` through
 * Bedrock. The grant is empty otherwise.
 *
 * Source: Amazon Bedrock User Guide, "Encryption of custom models" (statement PermissionsDecryptModel).
 */
export function grantCustomModelKey(
  grantee: iam.IGrantable,
  models: readonly InvocableModel[],
  key: kms.IKey,
): iam.Grant {
  return hasCustomModel(models)
    ? grantKeyThrough(key, 'bedrock', grantee, 'kms:Decrypt')
    : iam.Grant.drop(grantee, 'None of the models is a custom model');
}
