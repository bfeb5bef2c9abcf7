import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { knowledgeOf } from '../../parts/knowledge';
import { actions, carrying, each, key, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';

const ENCRYPT = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'];
const USE = [...ENCRYPT, 'kms:DescribeKey'];

const INDEXING = 'indexing.s3vectors.amazonaws.com';

/** Principals that the key policy itself allows: the account, which its identity policies divide further, and CloudWatch Logs. */
export function keySentences(world: World): readonly Sentence[] {
  const { region, system, may, cannot, anybody, stranger } = world;
  const logs = world.service(`logs.${region}.amazonaws.com`);
  const group = (name: string, account = ACCOUNT, where = region) =>
    `arn:aws:logs:${where}:${account}:log-group:${name}`;
  const ours = `/private-bedrock/${system.deployment}`;
  const ask = (names: readonly string[], ...contexts: readonly Question['context'][]) =>
    each(actions(...names), on(world.key), carrying(...contexts));
  const of = (arn: string) => ({ 'kms:EncryptionContext:aws:logs:arn': arn });
  const nobody = { ...anybody, words: 'a role without a policy on the key', identity: [] };
  return [
    may(
      logs,
      'encrypts the log groups of the deployment',
      ask(ENCRYPT, of(group(`${ours}/inference`)), of(group(`${ours}/flow-logs`))),
    ),
    cannot(
      logs,
      'cannot use the key for another log group, account, Region, or without saying for which',
      ask(
        USE,
        {},
        of(group('/aws/lambda/other')),
        of(group(`${ours}-other/x`)),
        of(group(`${ours}/inference`, OTHER_ACCOUNT)),
        of(group(`${ours}/inference`, ACCOUNT, world.elsewhere[0])),
      ),
    ),
    cannot(
      logs,
      'cannot administer the key',
      ask(['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:CreateGrant'], of(group(`${ours}/inference`))),
    ),
    ...[
      'bedrock.amazonaws.com',
      's3.amazonaws.com',
      `logs.${world.elsewhere[0]}.amazonaws.com`,
      'lambda.amazonaws.com',
      'ec2.amazonaws.com',
      's3vectors.amazonaws.com',
      ...(knowledgeOf(world) ? [] : [INDEXING]),
    ].map((service) =>
      cannot(
        world.service(service),
        'cannot use the key in its own name',
        ask(USE, { 'aws:SourceAccount': ACCOUNT }, of(group(`${ours}/inference`))),
      ),
    ),
    ...vectorIndexing(world),
    may(anybody, 'administers the key', ask(['kms:PutKeyPolicy', 'kms:EnableKeyRotation'], {})),
    cannot(
      nobody,
      'cannot use it',
      ask(
        USE,
        {},
        ...key('kms:ViaService', `s3.${region}.amazonaws.com`, `bedrock.${region}.amazonaws.com`).map(
          ({ context }) => context ?? {},
        ),
      ),
    ),
    cannot(stranger, 'cannot use the key, not even for our log groups', ask(USE, of(group(`${ours}/inference`)))),
    cannot(
      stranger,
      'cannot use the key, through a service or not',
      ask([...USE, 'kms:CreateGrant', 'kms:PutKeyPolicy'], {}, { 'kms:ViaService': `s3.${region}.amazonaws.com` }),
    ),
  ];
}

/** S3 Vectors reads the vectors of our bucket in its own name, to keep the index. */
function vectorIndexing(world: World): readonly Sentence[] {
  const knowledge = knowledgeOf(world);
  if (!knowledge) return [];
  const { may, cannot } = world;
  const { vectors, index } = knowledge;
  const service = world.service(INDEXING);
  const ask = (names: readonly string[], ...contexts: readonly Question['context'][]) =>
    each(actions(...names), on(world.key), carrying(...contexts));
  const of = (source: string | undefined, context: Question['context'] = {}) => ({
    'aws:SourceAccount': ACCOUNT,
    'aws:SourceArn': source,
    'kms:EncryptionContextKeys': ['aws:s3vectors:arn'],
    ...context,
  });
  return [
    may(
      service,
      'decrypts vectors of our vector bucket',
      ask(
        ['kms:Decrypt'],
        of(vectors.arn),
        of(index),
        of(index, { 'kms:EncryptionContextKeys': ['aws:s3vectors:resource-id'] }),
      ),
    ),
    cannot(service, 'cannot decrypt for another bucket or account, nor what is no vector', [
      ...ask(
        ['kms:Decrypt'],
        of(`${vectors.arn}-other`),
        of(index.replace(ACCOUNT, OTHER_ACCOUNT)),
        of(index.replace(world.region, world.elsewhere[0])),
        of(undefined),
        of(index, { 'aws:SourceAccount': OTHER_ACCOUNT }),
        of(index, { 'aws:SourceAccount': undefined }),
        of(index, { 'kms:EncryptionContextKeys': ['aws:logs:arn'] }),
        of(index, { 'kms:EncryptionContextKeys': undefined }),
      ),
      ...ask(['kms:Encrypt', 'kms:GenerateDataKey', 'kms:CreateGrant'], of(index)),
      // An action on the key itself has no encryption context.
      ...ask(['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'], of(index, { 'kms:EncryptionContextKeys': undefined })),
    ]),
  ];
}
