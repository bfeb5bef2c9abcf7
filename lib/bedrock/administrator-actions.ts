import { CHANGE_ACTIONS, USE_ACTIONS } from './bounded-actions';
import { METADATA_READ_ACTIONS } from './metadata-actions';

/**
 * Everything that an administrator of Bedrock does: a Deny covers the rest of AmazonBedrockFullAccess. No conversation,
 * document or prompt is read or written. No custom model is made, since models repeat their examples, and no role is passed.
 */
export const ADMINISTRATOR_ACTIONS = [
  'aws-marketplace:Subscribe',
  'aws-marketplace:Unsubscribe',
  'aws-marketplace:ViewSubscriptions',
  ...METADATA_READ_ACTIONS,
  ...CHANGE_ACTIONS,
  ...USE_ACTIONS,
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
  'iam:ListRoles',
  'kms:Decrypt',
  'kms:DescribeKey',
] as const;
