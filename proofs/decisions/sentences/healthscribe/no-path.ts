import { ACCOUNT } from '../../../model/physical-ids';
import { CLINICAL, clinical, executionOf, OWN, patientsOf, recordOf, uploading } from '../../parts/patients';
import { actions, carrying, each, on } from '../../question';
import { alone, type Sentence } from '../../sentence';
import type { World } from '../../world';
import { CONTENT, roomsOf } from './patient-data';
import { USE } from './patient-key';

/** Every role without patient data, whatever the policies of buckets and keys say: its own policies give it none. */
export function noPathSentences(world: World): readonly Sentence[] {
  const patients = patientsOf(world);
  if (!patients) return [];
  const questions = [
    ...roomsOf(patients).flatMap(({ bucket, objects }) => [
      ...uploading(each(actions(...CONTENT, 's3:DeleteObject'), on(...objects))),
      ...each(actions('s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'), on(bucket.arn)),
    ]),
    ...each(actions('s3:GetObject', 's3:PutObject', 's3:DeleteObject'), on(`${patients.purges.arn}/${recordOf(OWN)}`)),
    ...each(
      actions(...USE, 'kms:ReEncryptFrom', 'kms:CreateGrant'),
      on(patients.key),
      carrying(
        {},
        ...['s3', 'transcribe', 'states'].map((name) => ({
          'kms:ViaService': `${name}.${world.region}.amazonaws.com`,
        })),
      ),
    ),
    ...each(actions('transcribe:StartMedicalScribeJob', 'transcribe:StartMedicalScribeStream')),
    ...each(
      actions('transcribe:DeleteMedicalScribeJob', 'transcribe:GetMedicalScribeJob'),
      on(`arn:aws:transcribe:${world.region}:${ACCOUNT}:medical-scribe-job/scribe-x`),
    ),
    ...each(actions('states:SendTaskSuccess')),
    ...each(actions('states:StartExecution'), on(patients.machine, patients.purging)),
    ...each(
      actions('states:DescribeExecution', 'states:GetExecutionHistory'),
      on(executionOf(patients.machine), executionOf(patients.purging)),
    ),
    ...each(
      actions('iam:PassRole'),
      on(clinical(world, 'data access role').principal),
      carrying({ 'iam:PassedToService': 'transcribe.amazonaws.com' }),
    ),
  ];
  const { unbounded } = world;
  return world.system.roles
    .filter(({ name }) => !CLINICAL.includes(name))
    .map(({ name }) =>
      alone(
        unbounded.cannot(
          unbounded.role(name),
          'has no path to patient data, its jobs, its workflow or the record of a purge',
          questions,
        ),
      ),
    );
}
