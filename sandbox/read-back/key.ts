import { DescribeKeyCommand, GetKeyPolicyCommand, GetKeyRotationStatusCommand } from '@aws-sdk/client-kms';
import { parsePolicy, type Reader } from './reader';

export const readKey: Reader = async (KeyId, { kms }) => {
  const [{ KeyMetadata }, { Policy }, { KeyRotationEnabled }] = await Promise.all([
    kms.send(new DescribeKeyCommand({ KeyId })),
    kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: 'default' })),
    kms.send(new GetKeyRotationStatusCommand({ KeyId })),
  ]);
  return {
    properties: {
      Description: KeyMetadata?.Description,
      Enabled: KeyMetadata?.Enabled,
      EnableKeyRotation: KeyRotationEnabled,
      KeyPolicy: parsePolicy(Policy),
    },
    attributes: { Arn: KeyMetadata?.Arn ?? '' },
  };
};

export const readAlias: Reader = async (alias, { kms }) => {
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: alias }));
  return { properties: { AliasName: alias, TargetKeyId: KeyMetadata?.Arn } };
};
