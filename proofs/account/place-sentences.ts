import { actions, carrying, each, on, type Question } from '../decisions/question';
import type { Sentence } from '../decisions/sentence';
import { personaTrust } from '../decisions/sentences/access/persona-trust';
import { ACCOUNT, OTHER_ACCOUNT } from '../model/physical-ids';
import type { AccountCast } from './cast';

const BEDROCK = 'bedrock.amazonaws.com';
const STATES = 'states.amazonaws.com';
const SSE = 's3:x-amz-server-side-encryption';
const INSECURE = [{ 'aws:SecureTransport': 'false' }, { 's3:TlsVersion': '1.1' }];
const ACL = { 's3:x-amz-acl': 'bucket-owner-full-control' };

/** Actions by which CloudWatch Logs uses a key. */
const CRYPTO = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'];

/** Context of what CloudTrail encrypts. */
const CONTEXT = 'kms:EncryptionContext:aws:cloudtrail:arn';

/** Principals that assume the roles. */
export function trustSentences(cast: AccountCast): readonly Sentence[] {
  const { may, cannot, service, stranger, anybody } = cast.world;
  const [bedrock, states] = [service(BEDROCK), service(STATES)];
  const machine = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': cast.machine };
  const mfa = { 'aws:MultiFactorAuthPresent': 'true' };
  return cast.roles.flatMap((role) => {
    const label = [anybody, bedrock, states].map((who) =>
      cannot(
        who,
        `cannot label a session of ${role.words}`,
        each(actions('sts:SetSourceIdentity', 'sts:TagSession'), on(role.arn), carrying(mfa, machine, cast.source)),
      ),
    );
    const ofOthers = (...services: readonly (typeof bedrock)[]) =>
      services.map((who) =>
        cannot(who, `cannot assume the role of ${role.words}`, cast.assume(role, machine, cast.source)),
      );
    const ofPeople = [anybody, stranger, cast.root].map((who) =>
      cannot(who, `cannot become ${role.words}`, cast.assume(role, mfa, machine, cast.source)),
    );
    if (role.name === 'logging role') {
      return [
        may(bedrock, 'assumes the logging role for this account', cast.assume(role, cast.source)),
        cannot(bedrock, 'cannot assume it for another', cast.assume(role, ...cast.wrongSources)),
        ...[...ofOthers(states), ...ofPeople, ...label],
      ];
    }
    if (role.name === 'settings workflow') {
      return [
        may(states, 'assumes the role of the workflow', cast.assume(role, machine)),
        cannot(
          states,
          'cannot assume it for another state machine or account',
          cast.assume(
            role,
            {},
            { ...machine, 'aws:SourceArn': `${cast.machine}-2` },
            { ...machine, 'aws:SourceAccount': OTHER_ACCOUNT },
            { ...machine, 'aws:SourceArn': cast.machine.replace(ACCOUNT, OTHER_ACCOUNT) },
            { 'aws:SourceArn': cast.machine },
            { 'aws:SourceAccount': ACCOUNT },
          ),
        ),
        ...[...ofOthers(bedrock), ...ofPeople, ...label],
      ];
    }
    return [...personaTrust(cast.world, role), ...ofOthers(bedrock, states), ...label];
  });
}

/** Bucket of prompts and its key: who writes large data. */
export function promptPlaceSentences(cast: AccountCast): readonly Sentence[] {
  const { may, cannot, never, anybody, service, region } = cast.world;
  const { prompts, files, keyArn = '', large, source, wrongSources, group } = cast;
  if (!prompts) return [];
  const bedrock = service(BEDROCK);
  const logs = service(`logs.${region}.amazonaws.com`);
  const dataKey = (...contexts: readonly Question['context'][]) =>
    each(actions('kms:GenerateDataKey'), on(keyArn), carrying(...contexts));
  const encrypt = (arn: string) =>
    each(actions(...CRYPTO), on(keyArn), carrying({ 'kms:EncryptionContext:aws:logs:arn': arn }));
  return [
    may(bedrock, 'writes large data of this account below its prefix, also if it names the key', [
      ...cast.put(large, source, { ...source, [SSE]: 'aws:kms', [`${SSE}-aws-kms-key-id`]: keyArn }),
      ...dataKey(source),
    ]),
    cannot(bedrock, 'cannot write for another account, Region or service', [
      ...cast.put(large, ...wrongSources),
      ...dataKey(...wrongSources),
    ]),
    cannot(bedrock, 'cannot write elsewhere, read or decrypt', [
      ...cast.put(`${prompts}/other/a`, source),
      ...cast.put(`${prompts}/large/AWSLogs/${OTHER_ACCOUNT}/BedrockModelInvocationLogs/a`, source),
      ...(files ? cast.put(`${files}/AWSLogs/a`, source) : []),
      ...each(actions('s3:GetObject', 's3:DeleteObject'), on(large), carrying(source)),
      ...each(actions('kms:Decrypt'), on(keyArn), carrying(source)),
    ]),
    never(bedrock, 'cannot write with another key or without TLS', [
      ...cast.put(large, { ...source, [SSE]: 'AES256' }),
      ...cast.put(large, { ...source, 'aws:SecureTransport': 'false' }),
    ]),
    may(logs, 'encrypts the log group of prompts', encrypt(group)),
    cannot(logs, 'cannot use the key for another group, account or Region', [
      ...encrypt(group.replace('/bedrock-account/', '/other/')),
      ...encrypt(group.replace(ACCOUNT, OTHER_ACCOUNT)),
      ...encrypt(group.replace(region, cast.elsewhere)),
      ...each(actions(...CRYPTO), on(keyArn)),
    ]),
    never(anybody, 'cannot put an object of prompts under another key, nor encrypt it anew', [
      ...cast.put(
        large,
        { [SSE]: 'AES256' },
        { [SSE]: 'AES256', [`${SSE}-aws-kms-key-id`]: keyArn },
        { [SSE]: 'aws:kms' },
        { [SSE]: 'aws:kms', [`${SSE}-aws-kms-key-id`]: `arn:aws:kms:${region}:${ACCOUNT}:key/other` },
        { [`${SSE}-customer-algorithm`]: 'AES256' },
      ),
      ...each(actions('s3:ReplicateObject', 's3:UpdateObjectEncryption'), on(large)),
    ]),
  ];
}

/** Bucket of the trail's files and its key: who writes them. */
export function trailSentences(cast: AccountCast): readonly Sentence[] {
  const { may, cannot, service } = cast.world;
  const { files, prompts, keyArn = '', names } = cast;
  if (!files) return [];
  const trail = service('cloudtrail.amazonaws.com');
  const source = { 'aws:SourceArn': cast.arn('cloudtrail', `trail/${names.trail}`) };
  const others = [`${source['aws:SourceArn']}-2`, source['aws:SourceArn'].replace(ACCOUNT, OTHER_ACCOUNT)];
  const file = `${files}/AWSLogs/${ACCOUNT}/a`;
  const dataKey = (...contexts: readonly Question['context'][]) =>
    each(actions('kms:GenerateDataKey'), on(keyArn), carrying(...contexts));
  const elsewhere = [`${files}/other`, ...(prompts ? [`${prompts}/large/a`] : [])];
  const whole = { ...source, [CONTEXT]: source['aws:SourceArn'] };
  return [
    may(trail, 'writes the files of the trail and encrypts them', [
      ...each(actions('s3:GetBucketAcl'), on(files), carrying(source)),
      ...cast.put(file, { ...source, ...ACL }),
      ...dataKey(whole),
    ]),
    cannot(trail, 'cannot do so for another trail, elsewhere, or with another owner, nor decrypt', [
      ...each(actions('s3:GetBucketAcl'), on(files), carrying({}, ...others.map((arn) => ({ 'aws:SourceArn': arn })))),
      ...cast.put(file, source, ACL, ...others.map((arn) => ({ 'aws:SourceArn': arn, ...ACL }))),
      ...elsewhere.flatMap((arn) => cast.put(arn, { ...source, ...ACL })),
      ...dataKey(
        source,
        { [CONTEXT]: source['aws:SourceArn'] },
        ...others.flatMap((arn) => [
          { ...whole, 'aws:SourceArn': arn },
          { ...whole, [CONTEXT]: arn },
        ]),
      ),
      ...each(actions('kms:Decrypt'), on(keyArn), carrying(whole)),
    ]),
  ];
}

/** Requirements that hold of every bucket. */
export function bucketSentences(cast: AccountCast): readonly Sentence[] {
  const { may, cannot, never, anybody, service } = cast.world;
  const { prompts, files, accessLogs, config } = cast;
  if (!accessLogs) return [];
  const delivery = service('logging.s3.amazonaws.com');
  const logged = [
    ...(prompts ? [{ bucket: prompts, prefix: 'prompts' }] : []),
    ...(files ? [{ bucket: files, prefix: 'trail' }] : []),
  ];
  const delivered = { 'aws:SourceAccount': ACCOUNT };
  return [
    ...cast.world.system.buckets.map(({ arn }) =>
      never(anybody, `cannot reach ${arn.slice('arn:aws:s3:::'.length)} without TLS 1.2`, [
        ...each(actions('s3:GetObject', 's3:PutObject'), on(`${arn}/a`), carrying(...INSECURE)),
        ...each(actions('s3:ListBucket'), on(arn), carrying(...INSECURE)),
      ]),
    ),
    ...(config.keepData
      ? [...(files ? [files] : []), accessLogs].map((arn) =>
          never(
            anybody,
            'cannot delete a file of the trail or an access log',
            each(actions('s3:DeleteObject', 's3:DeleteObjectVersion'), on(`${arn}/a`)),
          ),
        )
      : []),
    may(delivery, 'delivers the access logs of these buckets', [
      ...logged.flatMap(({ bucket, prefix }) =>
        cast.put(`${accessLogs}/${prefix}/a`, { ...delivered, 'aws:SourceArn': bucket }),
      ),
    ]),
    cannot(delivery, 'cannot deliver those of another bucket or account', [
      ...logged.flatMap(({ bucket, prefix }) => [
        ...cast.put(
          `${accessLogs}/${prefix}/a`,
          {},
          delivered,
          { 'aws:SourceArn': bucket },
          { ...delivered, 'aws:SourceArn': 'arn:aws:s3:::other' },
          { 'aws:SourceAccount': OTHER_ACCOUNT, 'aws:SourceArn': bucket },
        ),
        ...cast.put(`${accessLogs}/other/a`, { ...delivered, 'aws:SourceArn': bucket }),
      ]),
    ]),
  ];
}
