import { ACCOUNT } from '../../../model/physical-ids';
import { CLINICAL, clinical, executionOf, keysOf, OUTPUTS, OWN, type Patients, patientsOf } from '../../parts/patients';
import { actions, carrying, each, key, on } from '../../question';
import { resourceFor } from '../../resources';
import type { Sentence } from '../../sentence';
import type { Who } from '../../who';
import type { World } from '../../world';
import { groupsOf, INVOKE, LIFTING } from '../access/boundary';

/** Limits of every role that works with patient data, whatever its policies give it. */
export async function clinicalBoundarySentences(world: World): Promise<readonly Sentence[]> {
  const patients = patientsOf(world);
  if (!patients) return [];
  const sentences = await Promise.all(
    groupsOf(world, ({ name }) => CLINICAL.includes(name)).map((who) => ofBoundary(world, who, patients)),
  );
  return sentences.flat();
}

async function ofBoundary(world: World, who: Who, patients: Patients): Promise<readonly Sentence[]> {
  const { may, cannot, never, region, elsewhere, system } = world;
  const { bucket, purges, key: patientKey, machine, purging, topic } = patients;
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;
  const asked = async (...names: readonly string[]) =>
    (
      await Promise.all(names.map(async (action) => each(actions(action), on(await resourceFor(action, region)))))
    ).flat();
  const start = actions('transcribe:StartMedicalScribeJob');
  const right = {
    'transcribe:OutputBucketName': nameOf(bucket.arn),
    'transcribe:OutputEncryptionKMSKeyId': patientKey,
  };
  const job = (name: string) => arn('transcribe', `medical-scribe-job/${name}`);
  const pass = actions('iam:PassRole');
  const dataAccess = clinical(world, 'data access role').principal;
  const toHealthScribe = { 'iam:PassedToService': 'transcribe.amazonaws.com' };
  return [
    may(who, 'is not kept from jobs, the workflows, their functions, notices and the keys', [
      ...each(start, carrying(right)),
      ...each(actions('transcribe:DeleteMedicalScribeJob', 'transcribe:GetMedicalScribeJob'), on(job('scribe-x'))),
      ...each(actions('states:StartExecution'), on(machine, purging)),
      ...each(actions('states:DescribeExecution'), on(executionOf(machine))),
      ...each(actions('states:SendTaskSuccess')),
      ...each(actions('lambda:InvokeFunction'), on(...FUNCTIONS.map((name) => fn(world, name)))),
      ...each(actions('sns:Publish'), on(topic)),
      ...each(actions('events:PutEvents'), on(arn('events', 'event-bus/default'))),
      ...each(actions('kms:Decrypt', 'kms:GenerateDataKey'), on(world.key)),
      ...each(pass, on(dataAccess), carrying(toHealthScribe)),
      ...each(actions('s3:ListBucket'), on(bucket.arn, purges.arn)),
    ]),
    cannot(who, 'cannot start a job with another bucket or key, or without a key', [
      ...each(
        start,
        carrying(
          {},
          { ...right, 'transcribe:OutputBucketName': 'somebody-elses' },
          { ...right, 'transcribe:OutputBucketName': undefined },
          { ...right, 'transcribe:OutputEncryptionKMSKeyId': world.key },
          { ...right, 'transcribe:OutputEncryptionKMSKeyId': undefined },
        ),
      ),
    ]),
    cannot(who, 'cannot see or delete a job of others', [
      ...each(actions('transcribe:DeleteMedicalScribeJob', 'transcribe:GetMedicalScribeJob'), on(job('other'))),
    ]),
    never(who, 'cannot use another action of Amazon Transcribe', await asked(...TRANSCRIBE)),
    cannot(who, 'cannot reach another bucket, key, function, workflow, topic, log group or event bus', [
      ...each(
        actions('s3:GetObject', 's3:PutObject', 's3:DeleteObject'),
        on('arn:aws:s3:::somebody-elses/x', ...otherBuckets(world, patients).map((other) => `${other}/x`)),
      ),
      ...each(actions('s3:ListBucket'), on('arn:aws:s3:::somebody-elses', ...otherBuckets(world, patients))),
      ...each(
        actions('kms:Decrypt', 'kms:GenerateDataKey'),
        on(patientKey.replace(/[^/]+$/, '11111111-2222-3333-4444-555555555555')),
      ),
      ...each(actions('lambda:InvokeFunction'), on(fn(world, 'inference'), fn(world, 'other'))),
      ...each(actions('states:StartExecution'), on(`${machine}-other`)),
      ...each(actions('states:DescribeExecution'), on(executionOf(`${machine}-other`))),
      ...each(actions('sns:Publish'), on(`${topic}-other`)),
      ...each(actions('logs:PutLogEvents'), on(arn('logs', 'log-group:/aws/lambda/other:log-stream:x'))),
      ...each(actions('events:PutEvents'), on(arn('events', 'event-bus/other'))),
    ]),
    never(who, 'cannot invoke a model, find passages, or use anything of Amazon Bedrock', [
      ...each(actions(...INVOKE), world.calls),
      ...(await asked(
        'bedrock:ApplyGuardrail',
        'bedrock:ListFoundationModels',
        'bedrock:Retrieve',
        'bedrock-mantle:CreateInference',
      )),
    ]),
    never(who, 'cannot lift or rewrite its boundary, nor give a clinician id to anybody', [
      ...(await asked(...LIFTING, 'iam:TagRole', 'iam:TagUser')),
      ...each(actions('sts:AssumeRole', 'sts:TagSession'), on(...system.roles.map(({ arn: role }) => role))),
    ]),
    cannot(who, 'cannot hand a role to another service, nor another role to HealthScribe', [
      ...each(
        pass,
        on(dataAccess),
        key('iam:PassedToService', 'lambda.amazonaws.com', 'bedrock.amazonaws.com', undefined),
      ),
      ...each(
        pass,
        on(`${dataAccess}-other`, ...system.roles.map((role) => role.arn).filter((role) => role !== dataAccess)),
        carrying(toHealthScribe),
      ),
    ]),
    never(who, 'cannot act in another Region, nor without saying in which', [
      ...each(
        [
          ...each(
            actions('s3:GetObject'),
            on(...[keysOf(OWN).audio, OUTPUTS[0]].map((name) => `${bucket.arn}/${name}`)),
          ),
          ...each(start, carrying(right)),
          ...each(actions('kms:Decrypt'), on(patientKey)),
        ],
        key('aws:RequestedRegion', ...elsewhere, undefined),
      ),
    ]),
    never(
      who,
      'cannot change a bucket, a key, a function or the workflow, nor reach what it has no use for',
      await asked(...BEYOND),
    ),
  ];
}

const nameOf = (bucketArn: string) => bucketArn.replace('arn:aws:s3:::', '');

const FUNCTIONS = ['check-audio', 'make-draft', 'purge'];

const fn = ({ region, system }: World, name: string) =>
  `arn:aws:lambda:${region}:${ACCOUNT}:function:private-bedrock-${system.deployment}-${name}`;

/** Buckets of the deployment without patient data or purge records. */
const otherBuckets = ({ system }: World, { bucket, purges, signedNotes }: Patients): readonly string[] =>
  system.buckets.map(({ arn }) => arn).filter((arn) => ![bucket.arn, purges.arn, signedNotes?.arn].includes(arn));

const TRANSCRIBE = [
  ...['CreateVocabulary', 'GetTranscriptionJob', 'ListMedicalScribeJobs', 'StartMedicalScribeStream'],
  ...['StartMedicalTranscriptionJob', 'StartTranscriptionJob', 'TagResource'],
].map((name) => `transcribe:${name}`);

const BEYOND = [
  'ec2:CreateVpc',
  'iam:CreateRole',
  'kms:CreateGrant',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'lambda:UpdateFunctionCode',
  'logs:DeleteLogGroup',
  'logs:GetLogEvents',
  's3:DeleteObjectVersion',
  's3:PutBucketPolicy',
  's3:PutLifecycleConfiguration',
  's3:PutObjectTagging',
  'sns:Subscribe',
  'states:GetExecutionHistory',
  'states:StopExecution',
  'states:UpdateStateMachine',
];
