import { decrypting, developersOf, readerOf } from '../decisions/parts/developers';
import type { World } from '../decisions/world';
import { ACCOUNT } from '../model/physical-ids';

/** Resources of developer logs that policies may name. */
export function developerResources(world: World): readonly string[] {
  const logs = developersOf(world);
  if (!logs) return [];
  const { prompts, reports, key } = logs;
  return [
    key,
    ...[prompts, reports].flatMap(({ bucket: { arn }, logs: prefix }) => [arn, `${arn}/*`, `${arn}/${prefix}/*`]),
  ];
}

/** Values of conditions about developer logs, by condition key in lower case. */
export function developerValues(world: World): Readonly<Record<string, readonly string[]>> {
  const logs = developersOf(world);
  if (!logs) return {};
  const { prompts, reports, key } = logs;
  const [reportBucket] = decrypting(world, reports).map((context) => context['kms:EncryptionContext:aws:s3:arn']);
  return {
    'aws:principalarn': [prompts, reports].map((room) => readerOf(world, room).principal),
    'aws:principalservicename': ['q.amazonaws.com'],
    'aws:sourcearn': [
      `arn:aws:codewhisperer:${world.region}:${ACCOUNT}:*`,
      ...[prompts, reports].map(({ bucket }) => bucket.arn),
    ],
    'kms:encryptioncontext:aws:s3:arn': [`${reportBucket}`, `${reportBucket}/*`],
    'kms:viaservice': [`s3.${world.region}.amazonaws.com`],
    's3:x-amz-server-side-encryption-aws-kms-key-id': [key],
  };
}
