import { CLINICIAN_TAG } from '../../../../domain/deployment/names/tags';
import { OTHER_ACCOUNT } from '../../../model/physical-ids';
import { keysOf, OTHER, OUTPUTS, OWN, type Patients, patientsOf, uploading } from '../../parts/patients';
import { actions, carrying, doors, each, key, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from '../access/boundary';
import { admitted, ruleOf } from '../access/persona-trust';
import { recordsOfClinician } from './purge-records';
import { randomKeySentences } from './random-keys';

const TAG = `aws:PrincipalTag/${CLINICIAN_TAG}`;
const ASKED = `aws:RequestTag/${CLINICIAN_TAG}`;
const MACHINE = 'kms:EncryptionContext:aws:states:stateMachineArn';

/** Session of one clinician, through the VPC. */
const AS_ONESELF = carrying({ [TAG]: OWN });
export const INSIDE = doors('our s3 endpoint');

/** Values of a tag that are no clinician id: too short, or with a character that would lead into a folder of another. */
const FOREIGN = [
  ...['', 'short', `${OWN}/${OTHER}`, `${OWN} jane`, 'jane.doe@example.com', 'Doe_Jane_1970', `${OWN}=${OTHER}`],
  ...[`${OWN}:1`, `${OWN}+1`],
];

export const ENCRYPT = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:CreateGrant'];

/** Person with the recordings and drafts of her own consultations. */
export function clinicianSentences(world: World): readonly Sentence[] {
  const patients = patientsOf(world);
  if (!patients) return [];
  const { may, cannot, never, config } = world;
  const clinician = world.role('clinician');
  const own = workOf(patients, OWN);
  return [
    may(
      clinician,
      'uploads recordings, reads drafts, writes reviews and signs notes below her own clinician id',
      each(own, INSIDE, AS_ONESELF),
    ),
    cannot(clinician, 'cannot reach anything of another clinician', [
      ...each(workOf(patients, OTHER), INSIDE, AS_ONESELF),
      ...each(own, INSIDE, key(TAG, OTHER)),
    ]),
    never(clinician, 'can do nothing without a clinician id, nor with one that could be a name or contain another', [
      ...each(own, INSIDE, AS_ONESELF, key(TAG, undefined, ...FOREIGN)),
      ...FOREIGN.flatMap((foreign) => each(workOf(patients, foreign), INSIDE, AS_ONESELF, key(TAG, foreign))),
      ...each(actions('states:SendTaskSuccess'), key(TAG, undefined, ...FOREIGN)),
    ]),
    never(
      clinician,
      'cannot replace a recording, nor a signed note',
      each(
        [keysOf(OWN).audio, keysOf(OWN).signed].map((name) => ({
          action: 's3:PutObject',
          resource: `${patients.bucket.arn}/${name}`,
        })),
        INSIDE,
        carrying({ [TAG]: OWN, 's3:ObjectCreationOperation': 'true' }),
      ),
    ),
    ...(config.healthScribe?.vpcOnly
      ? [
          never(
            clinician,
            'cannot reach patient data from outside the VPC',
            each(own, doors('internet', 'another endpoint'), AS_ONESELF),
          ),
        ]
      : [may(clinician, 'reaches her patient data from anywhere, as the row says', each(own, AS_ONESELF))]),
    ...[...limits(world, patients), ...recordsOfClinician(world, patients), ...randomKeySentences(world, patients)],
    ...signing(world, patients),
    ...ofTrust(world),
  ];
}

/** Requests with which a clinician works. */
function workOf({ bucket, signedNotes }: Patients, clinician: string): readonly Question[] {
  const keys = keysOf(clinician);
  const at = (...names: readonly string[]) => on(...names.map((name) => `${bucket.arn}/${name}`));
  const prefixes = [`audio/${clinician}/`, `drafts/${clinician}/`, `signed/${clinician}/`];
  return uploading([
    ...each(actions('s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'), at(keys.audio)),
    ...each(actions('s3:GetObject'), at(keys.draft, keys.token)),
    ...each(actions('s3:GetObject', 's3:PutObject'), at(keys.review)),
    ...each(actions('s3:GetObject', 's3:PutObject'), at(keys.signed)),
    ...each(actions('s3:ListBucket'), on(bucket.arn), key('s3:prefix', ...prefixes)),
    ...(signedNotes
      ? [
          ...each(actions('s3:GetObject'), on(`${signedNotes.arn}/${keys.signed}`)),
          ...each(actions('s3:ListBucket'), on(signedNotes.arn), key('s3:prefix', `signed/${clinician}/`)),
        ]
      : []),
  ]);
}

/** Requests that no clinician may make, with her own tag and from inside the VPC. */
function limits(world: World, patients: Patients): readonly Sentence[] {
  const { bucket, signedNotes } = patients;
  const { cannot } = world;
  const clinician = world.role('clinician');
  const keys = keysOf(OWN);
  const all = Object.values(keys);
  const at = (...names: readonly string[]) => on(...names.map((name) => `${bucket.arn}/${name}`));
  const ask = (...lists: readonly (readonly Partial<Question>[])[]) => uploading(each(...lists, INSIDE, AS_ONESELF));
  const others = key('aws:ResourceAccount', OTHER_ACCOUNT, undefined);
  return [
    cannot(clinician, 'cannot write a draft, its claim or its token, nor read or write an output of HealthScribe', [
      ...ask(actions('s3:PutObject'), at(keys.draft, keys.claim, keys.token)),
      ...ask(actions('s3:GetObject', 's3:PutObject'), at(...OUTPUTS)),
    ]),
    cannot(clinician, 'cannot delete, tag or share anything', [
      ...ask(actions('s3:DeleteObject', 's3:PutObjectTagging', 's3:PutObjectAcl'), at(...all)),
    ]),
    ...(signedNotes
      ? [
          cannot(clinician, 'cannot write, delete, tag or share a note among those that are kept', [
            ...ask(
              actions(
                's3:PutObject',
                's3:PutObjectTagging',
                's3:PutObjectAcl',
                's3:DeleteObject',
                's3:DeleteObjectVersion',
              ),
              on(`${signedNotes.arn}/${keys.signed}`, `${signedNotes.arn}/x`),
            ),
          ]),
        ]
      : []),
    cannot(clinician, 'cannot list the consultations of others, nor the whole bucket', [
      ...ask(
        actions('s3:ListBucket'),
        on(bucket.arn, ...(signedNotes ? [signedNotes.arn] : [])),
        key('s3:prefix', undefined, '', 'audio/', 'drafts/', 'signed/', `audio/${OTHER}/`, `audio/${OWN}`, 'scribe-'),
      ),
      ...ask(actions('s3:ListBucketMultipartUploads', 's3:ListBucketVersions'), on(bucket.arn)),
    ]),
    cannot(
      clinician,
      'cannot follow the name of a bucket into another account',
      each(workOf(patients, OWN), INSIDE, AS_ONESELF, others),
    ),
    cannot(clinician, 'cannot start or delete a job of HealthScribe, call a function, invoke a model or pass a role', [
      ...ask(actions('transcribe:StartMedicalScribeJob', 'transcribe:DeleteMedicalScribeJob'), on('*')),
      ...ask(actions('lambda:InvokeFunction'), on(...world.system.functions.map(({ arn }) => arn))),
      ...ask(actions(...INVOKE), world.calls),
      ...ask(actions('iam:PassRole'), on(...world.system.roles.map(({ arn }) => arn))),
    ]),
  ];
}

/** The end of a wait, and the key for that. */
function signing(world: World, { key: patientKey, machine }: Patients): readonly Sentence[] {
  const { may, cannot, region } = world;
  const clinician = world.role('clinician');
  const tagged = carrying({ [TAG]: OWN });
  const ask = (names: readonly string[], ...contexts: readonly Question['context'][]) =>
    each(actions(...names), on(patientKey), tagged, carrying(...contexts));
  const s3 = { 'kms:ViaService': `s3.${region}.amazonaws.com` };
  return [
    may(clinician, 'ends the wait for a signature', each(actions('states:SendTaskSuccess'), tagged)),
    cannot(clinician, 'cannot start, stop, change or look into an execution', [
      ...each(actions('states:StartExecution', 'states:UpdateStateMachine'), on(machine), tagged),
      ...each(
        actions('states:DescribeExecution', 'states:GetExecutionHistory', 'states:StopExecution'),
        on(`${machine.replace(':stateMachine:', ':execution:')}:x`),
        tagged,
      ),
      ...each(actions('states:SendTaskFailure', 'states:SendTaskHeartbeat'), tagged),
    ]),
    may(clinician, 'uses the key of patient data through S3, and for the executions of the workflow', [
      ...ask(['kms:Decrypt', 'kms:GenerateDataKey'], s3, { [MACHINE]: machine }),
    ]),
    cannot(clinician, 'cannot use the key of patient data otherwise', [
      ...ask(
        ENCRYPT,
        {},
        { 'kms:ViaService': `transcribe.${region}.amazonaws.com` },
        { [MACHINE]: `${machine}-other` },
      ),
      ...ask(['kms:CreateGrant', 'kms:Encrypt', 'kms:ReEncryptFrom', 'kms:PutKeyPolicy'], s3, { [MACHINE]: machine }),
      ...each(actions('kms:Decrypt'), on(world.key), tagged, carrying({}, { [MACHINE]: machine })),
    ]),
  ];
}

/** Callers hand on their own clinician id, and choose none. */
function ofTrust(world: World): readonly Sentence[] {
  if (!world.isBounded) return [];
  const { may, cannot } = world;
  const role = world.role('clinician');
  const caller = admitted(world.config, role);
  const tagging = (...contexts: readonly Question['context'][]) =>
    each(actions('sts:TagSession'), on(role.arn), carrying(...contexts));
  const handsOn = (own: string | undefined, asked: string, ...more: readonly string[]) => ({
    [TAG]: own,
    [ASKED]: asked,
    'aws:TagKeys': [CLINICIAN_TAG, ...more],
  });
  const isNamed = ruleOf(world.config, role)?.principals?.some((principal) => principal.includes(OTHER_ACCOUNT));
  return [
    may(caller, 'hands on its clinician id to a session of the clinician', tagging(handsOn(OWN, OWN))),
    cannot(caller, 'cannot choose the clinician id of a session', [
      ...tagging(handsOn(OTHER, OWN), handsOn(undefined, OWN), handsOn('', OWN), handsOn(OWN.toUpperCase(), OWN)),
    ]),
    cannot(
      caller,
      'cannot hand on a clinician id that could be a name or contain another',
      FOREIGN.flatMap((foreign) => tagging(handsOn(foreign, foreign))),
    ),
    cannot(caller, 'cannot hand on another tag to a session of the clinician', [
      ...tagging(handsOn(OWN, OWN, 'team')),
      ...tagging({ [TAG]: OWN, 'aws:RequestTag/team': OWN, 'aws:TagKeys': ['team'] }, { [TAG]: OWN }),
    ]),
    ...(isNamed
      ? []
      : [cannot(world.stranger, 'cannot hand on a clinician id to a session of ours', tagging(handsOn(OWN, OWN)))]),
  ];
}
