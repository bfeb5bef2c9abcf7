import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { InvocableKind, InvocableModel } from '../../domain/models/invocable-model';
import { grantKeyThrough } from './key-grant';

const CUSTOM: readonly InvocableKind[] = ['custom-model-deployment', 'provisioned-throughput'];

/**
 * Whoever invokes a custom model decrypts it by the way: `kms:Decrypt` through Bedrock, where one of these models is one.
 * Source: Amazon Bedrock User Guide, "Encryption of custom models" (statement PermissionsDecryptModel).
 */
export function grantCustomModelKey(grantee: iam.IGrantable, models: readonly InvocableModel[], key: kms.IKey): void {
  if (models.some(({ kind }) => CUSTOM.includes(kind))) grantKeyThrough(key, 'bedrock', grantee, 'kms:Decrypt');
}
