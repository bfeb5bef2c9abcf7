import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { patientsOf } from '../../parts/patients';
import { actions, carrying, each, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { accessLogs } from '../storage/bucket';

/** Services that tell of patient data: the topic of notices, and the trail. Neither holds any. */
export function noticeSentences(world: World): readonly Sentence[] {
  const patients = patientsOf(world);
  return patients ? [...alarms(world, patients.topic), ...trail(world)] : [];
}

function alarms(world: World, topic: string): readonly Sentence[] {
  const { may, cannot, never, anybody, stranger, region, system } = world;
  const cloudWatch = world.service('cloudwatch.amazonaws.com');
  const alarm = `arn:aws:cloudwatch:${region}:${ACCOUNT}:alarm:private-bedrock-${system.deployment}-scribing/purging-failed`;
  const right = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': alarm };
  const wrong = [
    {},
    { 'aws:SourceAccount': ACCOUNT },
    { 'aws:SourceArn': alarm },
    { ...right, 'aws:SourceAccount': OTHER_ACCOUNT },
    { ...right, 'aws:SourceArn': alarm.replace(ACCOUNT, OTHER_ACCOUNT) },
    { ...right, 'aws:SourceArn': alarm.replace('-scribing/', '-other/') },
    // The row of another deployment can be named after this one.
    { ...right, 'aws:SourceArn': alarm.replace('-scribing/', '-scribing-2-scribing/') },
  ];
  const publish = (...contexts: readonly Question['context'][]) =>
    each(actions('sns:Publish'), on(topic), carrying(...contexts));
  const encrypt = (...contexts: readonly Question['context'][]) =>
    each(actions('kms:Decrypt', 'kms:GenerateDataKey'), on(world.key), carrying(...contexts));
  return [
    may(cloudWatch, 'publishes the alarms of the workflow', [...publish(right), ...encrypt(right)]),
    cannot(cloudWatch, 'cannot publish for another alarm or account, nor use the key for it', [
      ...publish(...wrong),
      ...encrypt(...wrong),
    ]),
    cannot(cloudWatch, 'cannot change the topic or the key', [
      ...each(actions('sns:Subscribe', 'sns:SetTopicAttributes'), on(topic), carrying(right)),
      ...each(actions('kms:CreateGrant', 'kms:PutKeyPolicy'), on(world.key), carrying(right)),
    ]),
    never(anybody, 'cannot publish a notice without TLS', publish({ 'aws:SecureTransport': 'false' })),
    ...[stranger, world.service('events.amazonaws.com'), world.service('s3.amazonaws.com')].map((who) =>
      cannot(who, 'cannot publish a notice', publish(right)),
    ),
  ];
}

/** CloudTrail writes the files of one trail, and encrypts them. */
function trail(world: World): readonly Sentence[] {
  const { may, cannot, region, system, config } = world;
  const service = world.service('cloudtrail.amazonaws.com');
  const arn = `arn:aws:cloudtrail:${region}:${ACCOUNT}:trail/private-bedrock-${system.deployment}-patients`;
  const files = system.buckets.find(({ at }) => at.includes('/TrailFiles'))?.arn;
  const context = (source: string | undefined) => ({
    'aws:SourceArn': source,
    'kms:EncryptionContext:aws:cloudtrail:arn': source,
  });
  const encrypt = (...contexts: readonly Question['context'][]) =>
    each(actions('kms:GenerateDataKey'), on(world.key), carrying(...contexts));
  if (!config.healthScribe?.dataEvents || files === undefined) {
    return [cannot(service, 'cannot use the key', encrypt(context(arn)))];
  }
  const full = { 's3:x-amz-acl': 'bucket-owner-full-control' };
  const file = `${files}/AWSLogs/${ACCOUNT}/CloudTrail/x.json.gz`;
  const others = [undefined, `${arn}-other`, arn.replace(ACCOUNT, OTHER_ACCOUNT)];
  return [
    may(service, 'writes the files of the trail, under the key of the deployment', [
      ...each(actions('s3:PutObject'), on(file), carrying({ 'aws:SourceArn': arn, ...full })),
      ...each(actions('s3:GetBucketAcl'), on(files), carrying({ 'aws:SourceArn': arn })),
      ...encrypt(context(arn)),
    ]),
    cannot(service, 'cannot write for another trail or account, elsewhere, or without giving up the file', [
      ...each(
        actions('s3:PutObject'),
        on(file),
        carrying(...others.map((other) => ({ 'aws:SourceArn': other, ...full }))),
      ),
      ...each(actions('s3:PutObject'), on(file), carrying({ 'aws:SourceArn': arn })),
      ...each(
        actions('s3:PutObject'),
        on(`${files}/AWSLogs/${OTHER_ACCOUNT}/x`, `${files}/x`),
        carrying({ 'aws:SourceArn': arn, ...full }),
      ),
      ...each(actions('s3:GetBucketAcl'), on(files), carrying(...others.map((other) => ({ 'aws:SourceArn': other })))),
      ...encrypt(...others.map(context), { 'aws:SourceArn': arn }),
      ...encrypt(...others.map((other) => ({ ...context(arn), 'aws:SourceArn': other }))),
    ]),
    ...accessLogs(world, {
      arn: files,
      content: 'the files of the trail',
      logs: ['trail', '/ConsultationsAccessLogs'],
    }),
    cannot(service, 'cannot read or delete a file, nor decrypt', [
      ...each(actions('s3:GetObject', 's3:DeleteObject'), on(file), carrying({ 'aws:SourceArn': arn })),
      ...each(actions('kms:Decrypt', 'kms:CreateGrant'), on(world.key), carrying(context(arn))),
    ]),
    ...(config.keepData
      ? [
          world.never(
            world.anybody,
            'cannot delete a file of the trail, nor a version of one',
            each(actions('s3:DeleteObject', 's3:DeleteObjectVersion'), on(file)),
          ),
        ]
      : []),
  ];
}
