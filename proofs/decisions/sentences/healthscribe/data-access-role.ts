import { OTHER_ACCOUNT } from '../../../model/physical-ids';
import { keysOf, OUTPUTS, OWN, patientsOf, uploading } from '../../parts/patients';
import { actions, carrying, doors, each, key, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from '../access/boundary';

/** Role that HealthScribe assumes, in its own network. */
export function dataAccessRoleSentences(world: World): readonly Sentence[] {
  const patients = patientsOf(world);
  if (!patients) return [];
  const { may, cannot, region } = world;
  const { bucket, purges, key: patientKey, machine } = patients;
  const role = world.role('data access role');
  const keys = keysOf(OWN);
  const at = (...names: readonly string[]) => on(...names.map((name) => `${bucket.arn}/${name}`));
  const outside = doors('internet', 'another endpoint');
  const work = uploading(
    [...each(actions('s3:GetObject'), at(keys.audio)), ...each(actions('s3:PutObject'), at(...OUTPUTS))],
    { 's3:ObjectCreationOperation': 'true' },
  );
  const ask = (names: readonly string[], ...contexts: readonly Question['context'][]) =>
    each(actions(...names), on(patientKey), carrying(...contexts));
  const through = (service: string) => ({ 'kms:ViaService': `${service}.${region}.amazonaws.com` });
  const ours = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'];
  return [
    may(role, 'reads recordings and writes the outputs of jobs, from the network of HealthScribe', each(work, outside)),
    cannot(role, 'cannot write a recording, read an output, or write another object', [
      ...each(actions('s3:PutObject'), at(keys.audio, keys.draft, keys.signed, 'scribe-x/other.json', 'x'), outside),
      ...each(actions('s3:GetObject'), at(...OUTPUTS, keys.draft, keys.token, keys.review, keys.signed), outside),
      ...each(actions('s3:GetObject', 's3:PutObject'), on(`${bucket.arn}/${keys.signed}`, `${purges.arn}/x`), outside),
    ]),
    cannot(role, 'cannot delete or list, nor change the bucket', [
      ...each(
        actions('s3:DeleteObject', 's3:PutObjectAcl', 's3:PutObjectTagging'),
        at(keys.audio, ...OUTPUTS),
        outside,
      ),
      ...each(actions('s3:ListBucket', 's3:PutBucketPolicy', 's3:DeleteBucket'), on(bucket.arn), outside),
    ]),
    cannot(role, 'cannot reach another bucket, nor follow the name of ours into another account', [
      ...each(actions('s3:GetObject', 's3:PutObject'), on('arn:aws:s3:::somebody-elses/audio/x'), outside),
      ...each(work, outside, key('aws:ResourceAccount', OTHER_ACCOUNT, undefined)),
    ]),
    may(role, 'uses the key of patient data through HealthScribe and S3', [
      ...ask(ours, through('transcribe')),
      ...ask(['kms:Decrypt', 'kms:GenerateDataKey'], through('s3')),
    ]),
    cannot(role, 'cannot use it otherwise, nor another key', [
      ...ask(['kms:CreateGrant', 'kms:ReEncryptFrom', 'kms:PutKeyPolicy'], {}, through('transcribe'), through('s3')),
      ...ask(ours, {}, through('bedrock'), through('lambda')),
      ...each(actions(...ours), on(world.key), carrying({}, through('transcribe'), through('s3'))),
    ]),
    cannot(role, 'cannot start a job or an execution, call a function, publish a notice or invoke a model', [
      ...each(actions('transcribe:StartMedicalScribeJob', 'states:SendTaskSuccess')),
      ...each(actions('states:StartExecution'), on(machine)),
      ...each(actions('sns:Publish'), on(patients.topic)),
      ...each(actions('lambda:InvokeFunction'), on(...world.system.functions.map(({ arn }) => arn))),
      ...each(actions(...INVOKE), world.calls),
    ]),
  ];
}
