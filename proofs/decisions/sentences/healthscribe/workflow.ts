import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { clinical, executionOf, keysOf, OUTPUTS, OWN, patientsOf, recordOf, uploading } from '../../parts/patients';
import { actions, carrying, each, key, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from '../access/boundary';

export const MACHINE = 'kms:EncryptionContext:aws:states:stateMachineArn';
const FUNCTIONS = ['Scribing/CheckAudio', 'Scribing/MakeDraft', 'Scribing/Purge'] as const;

/** Workflow from a recording to a signed note: it runs jobs and calls its functions, and reads no object. */
export function scribingWorkflowSentences(world: World): readonly Sentence[] {
  const patients = patientsOf(world);
  if (!patients) return [];
  const { may, cannot, region } = world;
  const { bucket, purges, topic, machine, purging } = patients;
  const role = world.role('scribing workflow');
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;
  const bus = arn('events', 'event-bus/default');
  const right = {
    'transcribe:OutputBucketName': bucket.arn.replace('arn:aws:s3:::', ''),
    'transcribe:OutputEncryptionKMSKeyId': patients.key,
  };
  const start = actions('transcribe:StartMedicalScribeJob');
  const follow = actions('transcribe:DeleteMedicalScribeJob', 'transcribe:GetMedicalScribeJob');
  const dataAccess = clinical(world, 'data access role').principal;
  const pass = actions('iam:PassRole');
  const ownSource = 'private-bedrock.scribe';
  return [
    may(role, 'starts jobs with our bucket and key, and follows and deletes them', [
      ...each(start, carrying(right)),
      ...each(follow, on(arn('transcribe', 'medical-scribe-job/scribe-x'))),
    ]),
    cannot(role, 'cannot start a job with another bucket or key, nor see or delete a job of others', [
      ...each(
        start,
        carrying(
          {},
          { ...right, 'transcribe:OutputBucketName': 'somebody-elses' },
          { ...right, 'transcribe:OutputEncryptionKMSKeyId': world.key },
          { ...right, 'transcribe:OutputEncryptionKMSKeyId': undefined },
        ),
      ),
      ...each(follow, on(arn('transcribe', 'medical-scribe-job/other'))),
    ]),
    may(role, 'hands the data access role to HealthScribe', [
      ...each(pass, on(dataAccess), key('iam:PassedToService', 'transcribe.amazonaws.com')),
    ]),
    cannot(role, 'cannot hand it to another service, nor another role to HealthScribe', [
      ...each(pass, on(dataAccess), key('iam:PassedToService', 'lambda.amazonaws.com', undefined)),
      ...each(
        pass,
        on(...world.system.roles.map((one) => one.arn).filter((one) => one !== dataAccess)),
        key('iam:PassedToService', 'transcribe.amazonaws.com'),
      ),
    ]),
    cannot(role, 'cannot read, write, list or delete any object', [
      ...uploading(
        each(
          actions('s3:GetObject', 's3:PutObject', 's3:DeleteObject'),
          on(
            ...[...Object.values(keysOf(OWN)), ...OUTPUTS].map((name) => `${bucket.arn}/${name}`),
            `${bucket.arn}/${keysOf(OWN).signed}`,
            `${purges.arn}/${recordOf(OWN)}`,
          ),
        ),
      ),
      ...each(actions('s3:ListBucket'), on(bucket.arn, purges.arn)),
    ]),
    may(
      role,
      'calls its three functions',
      each(actions('lambda:InvokeFunction'), on(...FUNCTIONS.map(world.fn.bind(world)))),
    ),
    cannot(role, 'cannot call another function', [
      ...each(actions('lambda:InvokeFunction'), on(world.fn('Inference'), `${world.fn('Scribing/Purge')}-other`)),
    ]),
    may(role, 'tells the event bus and the topic what becomes of a consultation', [
      ...each(actions('events:PutEvents'), on(bus), key('events:source', ownSource)),
      ...each(actions('sns:Publish'), on(topic)),
    ]),
    cannot(role, 'cannot tell anything in the name of others, nor to others', [
      ...each(actions('events:PutEvents'), on(bus), key('events:source', 'aws.transcribe', undefined)),
      ...each(actions('events:PutEvents'), on(bus), carrying({ 'events:source': [ownSource, 'aws.s3'] })),
      ...each(actions('events:PutEvents'), on(`${bus}-other`), key('events:source', ownSource)),
      ...each(actions('sns:Publish'), on(`${topic}-other`, topic.replace(ACCOUNT, OTHER_ACCOUNT))),
    ]),
    may(role, 'sends traces', each(actions('xray:PutTraceSegments', 'xray:GetSamplingRules'))),
    cannot(role, 'cannot start or see an execution, end a wait, or ask a model', [
      ...each(actions('states:StartExecution'), on(machine, purging)),
      ...each(actions('states:DescribeExecution'), on(executionOf(machine))),
      ...each(actions('states:SendTaskSuccess')),
      ...each(actions(...INVOKE), world.calls),
    ]),
    ...keysOfWorkflow(world),
  ];
}

function keysOfWorkflow(world: World): readonly Sentence[] {
  const patients = patientsOf(world);
  if (!patients) return [];
  const { may, cannot, region } = world;
  const { key: patientKey, machine, purging } = patients;
  const role = world.role('scribing workflow');
  const via = (service: string) => ({ 'kms:ViaService': `${service}.${region}.amazonaws.com` });
  const ask = (arn: string, names: readonly string[], ...contexts: readonly Question['context'][]) =>
    each(actions(...names), on(arn), carrying(...contexts));
  const ours = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'];
  return [
    may(role, 'uses the key of patient data for executions and jobs, and that of the deployment for notices', [
      ...ask(patientKey, ['kms:Decrypt', 'kms:GenerateDataKey'], { [MACHINE]: machine }),
      ...ask(patientKey, ours, via('transcribe')),
      ...ask(world.key, ['kms:Decrypt', 'kms:GenerateDataKey'], via('sns')),
    ]),
    cannot(role, 'cannot use either key otherwise', [
      ...ask(patientKey, ours, {}, via('s3'), { [MACHINE]: `${machine}-other` }, { [MACHINE]: purging }),
      ...ask(patientKey, ['kms:CreateGrant', 'kms:ReEncryptFrom'], via('transcribe'), { [MACHINE]: machine }),
      ...ask(world.key, ours, {}, via('s3'), via('transcribe')),
    ]),
  ];
}

/** Rule that starts the workflow, and can do nothing else. */
export function recordingRuleSentences(world: World): readonly Sentence[] {
  const patients = patientsOf(world);
  if (!patients) return [];
  const { may, cannot } = world;
  const { bucket, machine, purging, key: patientKey } = patients;
  const role = world.role('recording rule');
  return [
    may(role, 'starts the scribing workflow', each(actions('states:StartExecution'), on(machine))),
    cannot(role, 'cannot start another workflow, see or stop an execution, or reach patient data', [
      ...each(
        actions('states:StartExecution'),
        on(purging, `${machine}-other`, machine.replace(ACCOUNT, OTHER_ACCOUNT)),
      ),
      ...each(actions('states:DescribeExecution', 'states:StopExecution'), on(executionOf(machine))),
      ...each(actions('states:SendTaskSuccess', 'transcribe:StartMedicalScribeJob')),
      ...uploading(
        each(actions('s3:GetObject', 's3:PutObject', 's3:DeleteObject'), on(`${bucket.arn}/${keysOf(OWN).audio}`)),
      ),
      ...each(actions('kms:Decrypt', 'kms:GenerateDataKey'), on(patientKey, world.key)),
      ...each(actions('lambda:InvokeFunction'), on(...world.system.functions.map(({ arn }) => arn))),
    ]),
  ];
}
