import type { Json, Path } from '../edit';
import { isObject } from '../edit';
import type { Operator } from '../mutant';
import { OTHER_KEY } from '../others';
import { onResources } from '../resources';

/** Properties by which a resource of any type names the key that encrypts it. */
const NAMES_A_KEY = /^(Kms(Key)?(Id|Arn|KeyArn|KeyId)|KMSMasterKeyID|KmsMasterKeyId|KmsKey|EncryptionKeyArn)$/;

function keyPaths(value: unknown, path: Path = []): readonly Path[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => keyPaths(item, [...path, index]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    NAMES_A_KEY.test(name) ? [[...path, name]] : keyPaths(inner, [...path, name]),
  );
}

const KEY = 'AWS::KMS::Key';
const ANY = /^AWS::/;
const set = (property: string, to: unknown, what?: string) => (_: Json) => [
  { path: [property], to, ...(what && { what }) },
];

export const KEYS: readonly Operator[] = [
  onResources('key exchanged for another', ANY, (properties) =>
    keyPaths(properties).map((path) => ({ path, to: OTHER_KEY })),
  ),
  onResources('key taken away', ANY, (properties) => keyPaths(properties).map((path) => ({ path }))),
  onResources('key rotation off', KEY, set('EnableKeyRotation', false)),
  onResources('key rotation unsaid', KEY, set('EnableKeyRotation', undefined)),
  onResources('key deleted after a week', KEY, set('PendingWindowInDays', 7)),
  onResources('key disabled', KEY, set('Enabled', false)),
  onResources('key copied to other Regions', KEY, set('MultiRegion', true)),
  onResources('key policy may lock its owner out', KEY, set('BypassPolicyLockoutSafetyCheck', true)),
  onResources('alias for another key', 'AWS::KMS::Alias', set('TargetKeyId', OTHER_KEY)),
];
