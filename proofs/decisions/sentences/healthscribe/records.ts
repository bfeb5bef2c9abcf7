import { OTHER_ACCOUNT } from '../../../model/physical-ids';
import type { Bucket } from '../../../model/system';
import { clinical, keysOf, OTHER, OUTPUTS, OWN, patientsOf, recordOf, uploading } from '../../parts/patients';
import { actions, carrying, doors, each, key, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from '../access/boundary';
import { insideOf } from '../storage/bucket';
import { ENCRYPT, INSIDE } from './clinician';

/** Person who reads signed notes. */
export function recordsSentences(world: World): readonly Sentence[] {
  const patients = patientsOf(world);
  if (!patients?.signedNotes || !world.has('records reader')) return [];
  const { may, cannot, never, config, region } = world;
  const { bucket, purges, signedNotes, key: patientKey } = patients;
  const reader = world.role('records reader');
  const notes = on(...[OWN, OTHER].map((clinician) => `${signedNotes.arn}/${keysOf(clinician).signed}`));
  const reads = [...each(actions('s3:GetObject'), notes), ...each(actions('s3:ListBucket'), on(signedNotes.arn))];
  const ask = (names: readonly string[], ...contexts: readonly Question['context'][]) =>
    each(actions(...names), on(patientKey), carrying(...contexts));
  const s3 = { 'kms:ViaService': `s3.${region}.amazonaws.com` };
  return [
    may(reader, 'reads and lists signed notes', each(reads, INSIDE)),
    ...(config.healthScribe?.vpcOnly
      ? [never(reader, 'cannot do so from outside the VPC', each(reads, doors('internet', 'another endpoint')))]
      : [may(reader, 'does so from anywhere, as the row says', reads)]),
    cannot(reader, 'cannot write, delete or share a signed note', [
      ...each(actions('s3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObject', 's3:PutObjectAcl'), notes, INSIDE),
    ]),
    cannot(reader, 'cannot reach a recording, an output, a draft or the record of a purge', [
      ...each(
        actions('s3:GetObject', 's3:PutObject', 's3:DeleteObject'),
        on(
          ...[...Object.values(keysOf(OWN)), ...OUTPUTS].map((name) => `${bucket.arn}/${name}`),
          `${purges.arn}/${recordOf(OWN)}`,
        ),
        INSIDE,
      ),
      ...each(actions('s3:ListBucket'), on(bucket.arn, purges.arn), INSIDE),
      ...each(actions('s3:GetObject'), on(`${signedNotes.arn}/x`), INSIDE),
    ]),
    cannot(
      reader,
      'cannot follow the name of the bucket into another account',
      each(reads, INSIDE, key('aws:ResourceAccount', OTHER_ACCOUNT, undefined)),
    ),
    cannot(reader, 'cannot end a wait, start a job, call a function or invoke a model', [
      ...each(actions('states:SendTaskSuccess', 'transcribe:StartMedicalScribeJob')),
      ...each(actions('lambda:InvokeFunction'), on(...world.system.functions.map(({ arn }) => arn))),
      ...each(actions(...INVOKE), world.calls),
    ]),
    may(reader, 'decrypts through S3', ask(['kms:Decrypt'], s3)),
    cannot(reader, 'cannot use the key of patient data otherwise', [
      ...ask(ENCRYPT, {}, { 'kms:ViaService': `transcribe.${region}.amazonaws.com` }),
      ...ask(ENCRYPT.slice(1), s3),
    ]),
  ];
}

/** Kept notes are those that were checked: the function that checks is the only writer, whatever another role is given. */
export function keepers(world: World, signedNotes: Bucket): readonly Sentence[] {
  const inside = insideOf(world);
  const keeps = uploading(each(actions('s3:PutObject'), on(`${signedNotes.arn}/${keysOf(OWN).signed}`), inside));
  const writes = each(
    actions('s3:PutObject', 's3:PutObjectAcl', 's3:PutObjectTagging'),
    on(`${signedNotes.arn}/${keysOf(OWN).signed}`, `${signedNotes.arn}/x`),
    inside,
  );
  return [
    world.may(clinical(world, 'draft function'), 'is not kept from keeping a note that it has checked', keeps),
    ...['clinician', 'purge function', 'records reader'].map((name) =>
      world.never(
        clinical(world, name),
        'cannot write among the kept notes, by the policy of the bucket',
        uploading(writes),
      ),
    ),
  ];
}
