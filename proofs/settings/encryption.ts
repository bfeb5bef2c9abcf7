import { decisions, holds, is, keyOf, never, type Settings, tags, words } from './setting';

export const ENCRYPTION: Readonly<Record<string, Settings>> = {
  'AWS::KMS::Key': {
    Description: words,
    EnableKeyRotation: is('the key is rotated every year', true),
    Enabled: holds('the key can be used', (value) => value === undefined || value === true),
    MultiRegion: holds('the key stays in its Region', (value) => value === undefined || value === false),
    BypassPolicyLockoutSafetyCheck: never('nobody can lock the account out of its key'),
    KeyPolicy: decisions,
    PendingWindowInDays: is('a deletion of the key can be taken back for 30 days', 30),
    Tags: tags,
  },
  'AWS::KMS::Alias': {
    AliasName: words,
    TargetKeyId: holds(
      'an alias names the key of the deployment, that of patient data or that of developer logs',
      (value, context) => value === keyOf(context),
    ),
  },
};
