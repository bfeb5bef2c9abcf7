import { clinical, keysOf, OWN, patientsOf, uploading } from '../../parts/patients';
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
  const deletions = [
    ...each(actions('s3:DeleteObject'), objects, door),
    ...each(actions('s3:ListBucketMultipartUploads'), buckets, door),
  ];
  const purge = clinical(world, 'purge function');
  return [
    may(clinical(world, 'clinician'), 'reads and writes patient data through the S3 endpoint', [
      ...uploading(each(actions('s3:GetObject', 's3:PutObject'), objects, door)),
      ...each(actions('s3:ListBucket'), buckets, door),
    ]),
    may(purge, 'deletes patient data and finds unfinished uploads through the S3 endpoint', deletions),
    ...[anybody, clinical(world, 'clinician'), clinical(world, 'draft function')].map((who) =>
      cannot(who, 'cannot delete patient data through the S3 endpoint, nor find unfinished uploads', deletions),
    ),
    cannot(purge, 'cannot delete a version through it, nor the record of a purge, nor change a bucket', [
      ...each(actions('s3:DeleteObjectVersion'), objects, door),
      ...each(actions('s3:DeleteObject'), on(`${patients.purges.arn}/purges/x.json`), door),
      ...each(actions('s3:PutBucketPolicy', 's3:DeleteBucket'), buckets, door),
    ]),
    cannot(stranger, 'cannot reach patient data through our S3 endpoint', [
      ...uploading(each(actions('s3:GetObject', 's3:PutObject', 's3:DeleteObject'), objects, door)),
    ]),
  ];
}
