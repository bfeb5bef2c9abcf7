import { OTHER_ACCOUNT } from '../../../model/physical-ids';
import type { FunctionUnit } from '../../../model/system';
import { keysOf, OTHER, OUTPUTS, OWN, type Patients, patientsOf, recordOf, uploading } from '../../parts/patients';
import { actions, carrying, doors, each, key, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from '../access/boundary';
import { vpcFunctionSentences } from '../functions/vpc-function';

const INSIDE = doors('our s3 endpoint');

/** Work of one function on patient data. */
interface Work {
  readonly name: string;
  readonly unit: FunctionUnit;
  readonly log: string;
  readonly says: string;
  /** Names of objects that it reads, and that it writes. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Names of objects among the kept notes that it reads and writes. @default - none */
  readonly keeps?: readonly string[];
}

/** Three functions, each with the objects of its step: one parses files of strangers, one makes drafts, one deletes. */
export function scribeFunctionSentences(world: World): readonly Sentence[] {
  const patients = patientsOf(world);
  if (!patients) return [];
  const keys = [keysOf(OWN), keysOf(OTHER)];
  const names = (...kinds: readonly (keyof ReturnType<typeof keysOf>)[]) =>
    keys.flatMap((one) => kinds.map((kind) => one[kind]));
  const works: readonly Work[] = [
    {
      ...{ name: 'audio check function', unit: 'Scribing/CheckAudio', log: 'check-audio' },
      says: 'reads recordings and claims, and claims consultations',
      ...{ reads: names('audio', 'claim'), writes: names('claim') },
    },
    {
      ...{ name: 'draft function', unit: 'Scribing/MakeDraft', log: 'make-draft' },
      says: 'reads outputs, reviews, drafts and signed notes, writes drafts and tokens, and keeps checked notes',
      reads: [...OUTPUTS, ...names('draft', 'review', 'signed', 'token')],
      ...{ writes: names('draft', 'token'), keeps: names('signed') },
    },
    {
      ...{ name: 'purge function', unit: 'Scribing/Purge', log: 'purge' },
      says: 'works on patient data',
      ...{ reads: [], writes: [] },
    },
  ];
  return [...works.flatMap((work) => ofFunction(world, patients, work)), ...ofPurge(world, patients)];
}

const all = (): readonly string[] => [...Object.values(keysOf(OWN)), ...OUTPUTS, 'x'];

function ofFunction(
  world: World,
  patients: Patients,
  { says, reads, writes, keeps = [], ...work }: Work,
): readonly Sentence[] {
  const { may, cannot, region, system } = world;
  const { bucket, signedNotes, purges, key: patientKey, machine } = patients;
  const role = world.role(work.name);
  const at = (names: readonly string[]) => on(...names.map((name) => `${bucket.arn}/${name}`));
  const done = uploading([
    ...(reads.length > 0 ? each(actions('s3:GetObject'), at(reads), INSIDE) : []),
    ...(writes.length > 0 ? each(actions('s3:PutObject'), at(writes), INSIDE) : []),
    ...each(actions('s3:ListBucket'), on(bucket.arn), INSIDE),
    ...(signedNotes && keeps.length > 0
      ? [
          ...each(
            actions('s3:GetObject', 's3:PutObject'),
            on(...keeps.map((name) => `${signedNotes.arn}/${name}`)),
            INSIDE,
          ),
          ...each(actions('s3:ListBucket'), on(signedNotes.arn), INSIDE),
        ]
      : []),
  ]);
  const beside = (names: readonly string[]) => at(all().filter((name) => !names.includes(name)));
  const deletes = work.name === 'purge function' ? [] : ['s3:DeleteObject'];
  const uses = [...(reads.length > 0 ? ['kms:Decrypt'] : []), ...(writes.length > 0 ? ['kms:GenerateDataKey'] : [])];
  const use = (names: readonly string[], ...contexts: readonly Question['context'][]) =>
    each(actions(...names), on(patientKey), carrying(...contexts));
  const s3 = { 'kms:ViaService': `s3.${region}.amazonaws.com` };
  const ENCRYPT = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:CreateGrant', 'kms:ReEncryptFrom'];
  return [
    may(role, `${says}, and lists keys`, done),
    cannot(role, 'cannot read, write or delete any other object of patient data', [
      ...uploading([
        ...each(actions('s3:GetObject'), beside(reads), INSIDE),
        ...each(actions('s3:PutObject'), beside(writes), INSIDE),
        ...each(actions('s3:GetObject', 's3:PutObject'), on(...(signedNotes ? [`${signedNotes.arn}/x`] : [])), INSIDE),
      ]),
      ...each(actions(...deletes, 's3:DeleteObjectVersion', 's3:PutObjectTagging'), at(all()), INSIDE),
    ]),
    ...(signedNotes
      ? [
          cannot(role, 'cannot delete a kept note, nor read or write one unless it checks signatures', [
            ...uploading(
              each(
                actions('s3:DeleteObject', ...(keeps.length > 0 ? [] : ['s3:GetObject', 's3:PutObject'])),
                on(`${signedNotes.arn}/${keysOf(OWN).signed}`),
                INSIDE,
              ),
            ),
            ...(keeps.length > 0 ? [] : each(actions('s3:ListBucket'), on(signedNotes.arn), INSIDE)),
          ]),
        ]
      : []),
    cannot(role, 'cannot follow the name of the bucket into another account', [
      ...each(done, key('aws:ResourceAccount', OTHER_ACCOUNT, undefined)),
    ]),
    cannot(role, 'cannot read the record of a purge, or delete one', [
      ...each(actions('s3:GetObject', 's3:DeleteObject'), on(`${purges.arn}/${recordOf(OWN)}`), INSIDE),
    ]),
    ...(uses.length > 0 ? [may(role, 'uses the key of patient data through S3', use(uses, s3))] : []),
    cannot(role, 'cannot use the key of patient data otherwise', [
      ...use(ENCRYPT, {}, { 'kms:ViaService': `transcribe.${region}.amazonaws.com` }),
      ...use(
        ENCRYPT.filter((action) => !uses.includes(action)),
        s3,
      ),
    ]),
    cannot(
      role,
      'cannot start a job or an execution, end a wait, call a function, publish, pass a role or ask a model',
      [
        ...each(actions('transcribe:StartMedicalScribeJob', 'states:SendTaskSuccess')),
        ...each(actions('states:StartExecution'), on(machine)),
        ...each(actions('sns:Publish'), on(patients.topic)),
        ...each(actions('lambda:InvokeFunction'), on(...system.functions.map(({ arn }) => arn))),
        ...each(actions('iam:PassRole'), on(...system.roles.map(({ arn }) => arn))),
        ...each(actions(...INVOKE), world.calls),
      ],
    ),
    ...vpcFunctionSentences(world, work),
  ];
}

/** Deletes everything, and can read none of it. */
function ofPurge(world: World, { bucket, signedNotes, purges }: Patients): readonly Sentence[] {
  const { may, cannot, region } = world;
  const role = world.role('purge function');
  const objects = on(...all().map((name) => `${bucket.arn}/${name}`));
  const deletions = [
    ...each(actions('s3:DeleteObject', 's3:AbortMultipartUpload'), objects, INSIDE),
    ...each(actions('s3:ListBucket', 's3:ListBucketMultipartUploads'), on(bucket.arn), INSIDE),
  ];
  const record = uploading(
    each(
      actions('s3:PutObject'),
      on(...[OWN, OTHER, 'nobody'].map((clinician) => `${purges.arn}/${recordOf(clinician)}`)),
      INSIDE,
    ),
  );
  const use = (names: readonly string[], ...contexts: readonly Question['context'][]) =>
    each(actions(...names), on(world.key), carrying(...contexts));
  return [
    may(role, 'deletes every object of patient data, and every unfinished upload', deletions),
    cannot(
      role,
      'cannot delete or write in a bucket of its name in another account',
      each([...deletions, ...record], key('aws:ResourceAccount', OTHER_ACCOUNT, undefined)),
    ),
    may(role, 'writes the record of a purge', record),
    cannot(role, 'cannot write elsewhere, nor delete in another bucket', [
      ...uploading(each(actions('s3:PutObject'), on(`${purges.arn}/x`), INSIDE)),
      ...each(
        actions('s3:DeleteObject'),
        on(
          ...[`${purges.arn}/${recordOf(OWN)}`, 'arn:aws:s3:::somebody-elses/x'],
          ...(signedNotes ? [`${signedNotes.arn}/x`] : []),
        ),
        INSIDE,
      ),
    ]),
    may(role, 'encrypts records with the key of the deployment', [
      ...use(['kms:GenerateDataKey'], { 'kms:ViaService': `s3.${region}.amazonaws.com` }),
    ]),
    cannot(role, 'cannot use that key otherwise', [
      ...use(['kms:Decrypt', 'kms:Encrypt', 'kms:CreateGrant'], { 'kms:ViaService': `s3.${region}.amazonaws.com` }),
      ...use(['kms:GenerateDataKey'], {}),
    ]),
  ];
}
