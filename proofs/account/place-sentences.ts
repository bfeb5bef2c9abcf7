import type { AccountConfig } from '../../domain/account/account-config';
import { actions, carrying, each, on } from '../decisions/question';
import type { Sentence } from '../decisions/sentence';
import type { World } from '../decisions/world';
import { ACCOUNT, OTHER_ACCOUNT } from '../model/physical-ids';
import { CRYPTO, castOf } from './cast';

/** Context of what CloudTrail encrypts. */
const CONTEXT = 'kms:EncryptionContext:aws:cloudtrail:arn';

const SSE = 's3:x-amz-server-side-encryption';

const INSECURE = [{ 'aws:SecureTransport': 'false' }, { 's3:TlsVersion': '1.1' }];

const ACL = { 's3:x-amz-acl': 'bucket-owner-full-control' };

/**
 * Returns who can write into the places of prompts and audit events, who can use their key, and who can assume the roles.
 */
export function placeSentences(world: World, config: AccountConfig): readonly Sentence[] {
  const { may, cannot, never, anybody, stranger, region } = world;
  const {
    auditor,
    operator,
    workflow,
    logging,
    prompts,
    files,
    accessLogs,
    delivery,
    delivered,
    keyArn,
    group,
    machine,
    read,
    bedrock,
    source,
    large,
    put,
    root,
    states,
    asMachine,
    assume,
    trail,
    logs,
    file,
    encryptGroup,
    asTrail,
    wrong,
    otherTrails,
    decrypt,
  } = castOf(world, config);
  return [
    may(bedrock, 'writes large data of this account below its prefix', [
      ...put(large, source),
      ...each(actions('kms:GenerateDataKey'), on(keyArn), carrying(source)),
    ]),
    cannot(bedrock, 'cannot write for another account, Region or service', [
      ...put(large, ...wrong),
      ...each(actions('kms:GenerateDataKey'), on(keyArn), carrying(...wrong)),
    ]),
    cannot(bedrock, 'cannot write elsewhere, read or decrypt', [
      ...put(`${prompts}/other/a`, source),
      ...put(`${files}/AWSLogs/a`, source),
      ...each(actions('s3:GetObject'), on(large), carrying(source)),
      ...each(actions('kms:Decrypt'), on(keyArn), carrying(source)),
    ]),
    never(bedrock, 'cannot write with another key or without TLS', [
      ...put(large, { ...source, 's3:x-amz-server-side-encryption': 'AES256' }),
      ...put(large, { ...source, 'aws:SecureTransport': 'false' }),
    ]),
    may(trail, 'writes the files of the trail and encrypts them', [
      ...each(actions('s3:GetBucketAcl'), on(files), carrying(asTrail)),
      ...each(actions('s3:PutObject'), on(file), carrying({ ...asTrail, ...ACL })),
      ...each(
        actions('kms:GenerateDataKey'),
        on(keyArn),
        carrying({
          ...asTrail,
          'kms:EncryptionContext:aws:cloudtrail:arn': asTrail['aws:SourceArn'],
        }),
      ),
    ]),
    cannot(trail, 'cannot do so for another trail, elsewhere, or with another owner', [
      ...each(actions('s3:GetBucketAcl'), on(files), carrying({}, ...otherTrails)),
      ...each(
        actions('s3:PutObject'),
        on(file),
        carrying(asTrail, ACL, ...otherTrails.map((one) => ({ ...one, ...ACL }))),
      ),
      ...each(actions('s3:PutObject'), on(`${files}/other`, `${prompts}/large/a`), carrying({ ...asTrail, ...ACL })),
      ...each(
        actions('kms:GenerateDataKey'),
        on(keyArn),
        carrying(
          asTrail,
          { [CONTEXT]: asTrail['aws:SourceArn'] },
          ...otherTrails.map((one) => ({ ...one, [CONTEXT]: asTrail['aws:SourceArn'] })),
          ...otherTrails.map((one) => ({ ...asTrail, [CONTEXT]: one['aws:SourceArn'] })),
        ),
      ),
      ...each(actions('kms:Decrypt'), on(keyArn), carrying({ ...asTrail, [CONTEXT]: asTrail['aws:SourceArn'] })),
    ]),
    may(logs, 'encrypts the log group of prompts', encryptGroup(group)),
    cannot(logs, 'cannot use the key for another group, account or Region', [
      ...encryptGroup(group.replace('/bedrock-account/', '/other/')),
      ...encryptGroup(group.replace(ACCOUNT, OTHER_ACCOUNT)),
      ...encryptGroup(group.replace(region, 'eu-west-3')),
      ...each(actions(...CRYPTO), on(keyArn)),
    ]),
    may(bedrock, 'assumes the logging role for this account', assume(logging, source)),
    cannot(bedrock, 'cannot assume the logging role for another, nor another role', [
      ...assume(logging, ...wrong),
      ...[auditor, operator, workflow].flatMap((who) => assume(who, source)),
    ]),
    may(states, 'assumes the role of the workflow', assume(workflow, asMachine)),
    cannot(states, 'cannot assume it for another state machine or account, nor another role', [
      ...assume(
        workflow,
        {},
        { ...asMachine, 'aws:SourceArn': `${machine}-2` },
        { ...asMachine, 'aws:SourceAccount': OTHER_ACCOUNT },
        { ...asMachine, 'aws:SourceArn': machine.replace(ACCOUNT, OTHER_ACCOUNT) },
        { 'aws:SourceArn': machine },
        { 'aws:SourceAccount': ACCOUNT },
      ),
      ...[auditor, operator, logging].flatMap((who) => assume(who, asMachine)),
    ]),
    ...[auditor, operator].flatMap((who) => [
      may(anybody, `becomes ${who.words} with MFA`, assume(who, { 'aws:MultiFactorAuthPresent': 'true' })),
      cannot(
        anybody,
        `cannot become ${who.words} without MFA`,
        assume(who, {}, { 'aws:MultiFactorAuthPresent': 'false' }),
      ),
      cannot(root, `cannot become ${who.words}`, assume(who, { 'aws:MultiFactorAuthPresent': 'true' })),
      cannot(stranger, `cannot become ${who.words}`, assume(who, { 'aws:MultiFactorAuthPresent': 'true' })),
    ]),
    ...[workflow, logging].map((who) =>
      cannot(anybody, `cannot become ${who.words}`, assume(who, { 'aws:MultiFactorAuthPresent': 'true' })),
    ),
    never(anybody, 'cannot put an object of prompts under another key, nor encrypt it anew', [
      ...each(
        actions('s3:PutObject'),
        on(large),
        carrying(
          { [SSE]: 'AES256' },
          { [SSE]: 'AES256', [`${SSE}-aws-kms-key-id`]: keyArn },
          { [SSE]: 'aws:kms' },
          { [SSE]: 'aws:kms', [`${SSE}-aws-kms-key-id`]: `arn:aws:kms:${region}:${ACCOUNT}:key/other` },
          { [`${SSE}-customer-algorithm`]: 'AES256' },
        ),
      ),
      ...each(actions('s3:ReplicateObject', 's3:UpdateObjectEncryption'), on(large)),
    ]),
    ...[prompts, files, accessLogs].map((arn) =>
      never(anybody, 'cannot reach a bucket without TLS 1.2', [
        ...each(actions('s3:GetObject', 's3:PutObject'), on(`${arn}/a`), carrying(...INSECURE)),
        ...each(actions('s3:ListBucket'), on(arn), carrying(...INSECURE)),
      ]),
    ),
    ...(config.keepData
      ? [files, accessLogs].map((arn) =>
          never(anybody, 'cannot delete a file of the trail or an access log', [
            ...each(actions('s3:DeleteObject', 's3:DeleteObjectVersion'), on(`${arn}/a`)),
          ]),
        )
      : []),
    may(delivery, 'delivers the access logs of the two buckets', [
      ...put(`${accessLogs}/prompts/a`, { ...delivered, 'aws:SourceArn': prompts }),
      ...put(`${accessLogs}/trail/a`, { ...delivered, 'aws:SourceArn': files }),
    ]),
    cannot(delivery, 'cannot deliver those of another bucket or account', [
      ...['prompts', 'trail'].flatMap((prefix) =>
        put(
          `${accessLogs}/${prefix}/a`,
          {},
          delivered,
          { 'aws:SourceArn': prefix === 'prompts' ? prompts : files },
          { ...delivered, 'aws:SourceArn': 'arn:aws:s3:::other' },
          { 'aws:SourceAccount': OTHER_ACCOUNT, 'aws:SourceArn': prefix === 'prompts' ? prompts : files },
        ),
      ),
      ...put(`${accessLogs}/other/a`, { ...delivered, 'aws:SourceArn': prompts }),
    ]),
    cannot(stranger, 'cannot read, write or decrypt', [...read, ...put(large, {}), ...decrypt]),
  ];
}
