import { clinical, keysOf, OWN, patientsOf, recordOf, uploading } from '../../parts/patients';
import { actions, doors, each, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';

/** Requests for patient data that the S3 endpoint passes: only the purge deletes through it. */
export function patientsThroughS3(world: World): readonly Sentence[] {
  const patients = patientsOf(world);
  if (!patients) return [];
  const { may, cannot, anybody, stranger } = world;
  const door = doors('our s3 endpoint');
  const rooms = [patients.bucket, ...(patients.signedNotes ? [patients.signedNotes] : [])];
  const objects = on(...rooms.map(({ arn }) => `${arn}/${keysOf(OWN).signed}`));
  const buckets = on(...rooms.map(({ arn }) => arn));
  const deletionsIn = (some: readonly string[]) => [
    ...each(actions('s3:DeleteObject'), on(...some.map((arn) => `${arn}/${keysOf(OWN).signed}`)), door),
    ...each(actions('s3:ListBucketMultipartUploads'), on(...some), door),
  ];
  const kept = patients.signedNotes ? [patients.signedNotes.arn] : [];
  const puts = (some: readonly string[]) =>
    uploading(each(actions('s3:PutObject'), on(...some.map((arn) => `${arn}/${keysOf(OWN).signed}`)), door));
  const purge = clinical(world, 'purge function');
  return [
    may(clinical(world, 'clinician'), 'reads and writes patient data through the S3 endpoint', [
      ...each(actions('s3:GetObject'), objects, door),
      ...puts([patients.bucket.arn]),
      ...each(actions('s3:ListBucket'), buckets, door),
    ]),
    ...(kept.length > 0
      ? [may(clinical(world, 'draft function'), 'keeps signed notes through the S3 endpoint', puts(kept))]
      : []),
    may(
      purge,
      'deletes patient data and finds unfinished uploads through the S3 endpoint',
      deletionsIn([patients.bucket.arn]),
    ),
    ...[anybody, clinical(world, 'clinician'), clinical(world, 'draft function')].map((who) =>
      cannot(
        who,
        'cannot delete patient data through the S3 endpoint, nor find unfinished uploads',
        deletionsIn(rooms.map(({ arn }) => arn)),
      ),
    ),
    cannot(purge, 'cannot delete a version through it, nor a kept note or the record of a purge, nor change a bucket', [
      ...deletionsIn(kept),
      ...each(actions('s3:DeleteObjectVersion'), objects, door),
      ...each(actions('s3:DeleteObject'), on(`${patients.purges.arn}/${recordOf(OWN)}`), door),
      ...each(actions('s3:PutBucketPolicy', 's3:DeleteBucket'), buckets, door),
    ]),
    cannot(stranger, 'cannot reach patient data through our S3 endpoint', [
      ...uploading(each(actions('s3:GetObject', 's3:PutObject', 's3:DeleteObject'), objects, door)),
    ]),
  ];
}
