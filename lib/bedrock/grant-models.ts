import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { InvocableModel } from '../../domain/models/invocable-model';
import { grantCustomModelKey, hasCustomModel } from '../encryption/key-grant';
import { grantInvoke } from './grant-invoke';
import type { Guardrail } from './guardrail';

export interface ModelGrant {
  readonly models: readonly InvocableModel[];
  /** @default - no guardrail */
  readonly guardrail?: Guardrail | undefined;
  /** Encrypts the guardrail and the custom models. */
  readonly encryptionKey: kms.IKey;
}

/** Lets the grantee invoke the models of a row: with the guardrail, and with the key for both. */
export function grantModels(grantee: iam.IGrantable, { models, guardrail, encryptionKey }: ModelGrant): void {
  grantInvoke(grantee, models, guardrail ? { guardrail: guardrail.applied } : {});
  grantModelKey(grantee, { models, guardrail, encryptionKey });
}

/** Lets the grantee decrypt the custom models of a row and its guardrail. */
export function grantModelKey(grantee: iam.IGrantable, { models, guardrail, encryptionKey }: ModelGrant): void {
  // The grant for custom models includes the guardrail.
  if (hasCustomModel(models)) grantCustomModelKey(grantee, models, encryptionKey);
  else guardrail?.grantDecrypt(grantee);
}
