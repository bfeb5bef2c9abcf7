import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { clinical, executionOf, keysOf, OUTPUTS, OWN, patientsOf, recordOf, uploading } from '../../parts/patients';
import { actions, carrying, each, key, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from '../access/boundary';
import { MACHINE } from './workflow';

/** Workflow that purges what an execution has left: it finds the recording of the execution, and reads no object. */
export function purgingWorkflowSentences(world: World): readonly Sentence[] {
  const patients = patientsOf(world);
  if (!patients) return [];
  const { may, cannot, region } = world;
  const { bucket, purges, topic, machine, purging, key: patientKey } = patients;
  const role = world.role('purging workflow');
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;
  const bus = arn('events', 'event-bus/default');
  const follow = actions('transcribe:DeleteMedicalScribeJob', 'transcribe:GetMedicalScribeJob');
  const describe = actions('states:DescribeExecution');
  const via = (service: string) => ({ 'kms:ViaService': `${service}.${region}.amazonaws.com` });
  const ask = (keyArn: string, ...contexts: readonly Question['context'][]) =>
    each(actions('kms:Decrypt', 'kms:GenerateDataKey'), on(keyArn), carrying(...contexts));
  return [
    may(role, 'sees how an execution of the scribing workflow ended', each(describe, on(executionOf(machine)))),
    cannot(role, 'cannot see another execution, nor the history of one, nor stop, start or end anything', [
      ...each(describe, on(executionOf(purging), executionOf(`${machine}-other`))),
      ...each(actions('states:GetExecutionHistory', 'states:StopExecution'), on(executionOf(machine))),
      ...each(actions('states:StartExecution'), on(machine, purging)),
      ...each(actions('states:SendTaskSuccess')),
    ]),
    may(role, 'calls the functions for consultations, and follows and deletes jobs', [
      ...each(
        actions('lambda:InvokeFunction'),
        on(world.fn('Scribing/CheckAudio'), world.fn('Scribing/MakeDraft'), world.fn('Scribing/Purge')),
      ),
      ...each(follow, on(arn('transcribe', 'medical-scribe-job/scribe-x'))),
    ]),
    cannot(role, 'cannot call another function, start a job, see one of others, or hand over a role', [
      ...each(actions('lambda:InvokeFunction'), on(world.fn('Inference'))),
      ...each(
        actions('transcribe:StartMedicalScribeJob'),
        carrying({
          'transcribe:OutputBucketName': bucket.arn.replace('arn:aws:s3:::', ''),
          'transcribe:OutputEncryptionKMSKeyId': patientKey,
        }),
      ),
      ...each(follow, on(arn('transcribe', 'medical-scribe-job/other'))),
      ...each(
        actions('iam:PassRole'),
        on(clinical(world, 'data access role').principal),
        key('iam:PassedToService', 'transcribe.amazonaws.com'),
      ),
    ]),
    cannot(role, 'cannot read, write, list or delete any object, or ask a model', [
      ...uploading(
        each(
          actions('s3:GetObject', 's3:PutObject', 's3:DeleteObject'),
          on(
            ...[...Object.values(keysOf(OWN)), ...OUTPUTS].map((name) => `${bucket.arn}/${name}`),
            `${purges.arn}/${recordOf(OWN)}`,
          ),
        ),
      ),
      ...each(actions('s3:ListBucket'), on(bucket.arn, purges.arn)),
      ...each(actions(...INVOKE), world.calls),
    ]),
    may(role, 'tells the event bus and the topic what becomes of a consultation, and sends traces', [
      ...each(actions('events:PutEvents'), on(bus), key('events:source', 'private-bedrock.scribe')),
      ...each(actions('sns:Publish'), on(topic)),
      ...each(actions('xray:PutTraceSegments', 'xray:GetSamplingRules')),
    ]),
    cannot(role, 'cannot tell anything in the name of others, nor to others', [
      ...each(actions('events:PutEvents'), on(bus), key('events:source', 'aws.transcribe', undefined)),
      ...each(
        actions('events:PutEvents'),
        on(bus),
        carrying({ 'events:source': ['private-bedrock.scribe', 'aws.s3'] }),
      ),
      ...each(actions('events:PutEvents'), on(`${bus}-other`), key('events:source', 'private-bedrock.scribe')),
      ...each(actions('sns:Publish'), on(`${topic}-other`, topic.replace(ACCOUNT, OTHER_ACCOUNT))),
    ]),
    may(role, 'uses the key of patient data for executions, and that of the deployment for notices', [
      ...ask(patientKey, { [MACHINE]: machine }, { [MACHINE]: purging }),
      ...ask(world.key, via('sns')),
    ]),
    cannot(role, 'cannot use either key otherwise', [
      ...ask(patientKey, {}, via('s3'), via('transcribe'), { [MACHINE]: `${machine}-other` }),
      ...each(actions('kms:CreateGrant', 'kms:ReEncryptFrom'), on(patientKey), carrying({ [MACHINE]: machine })),
      ...ask(world.key, {}, via('s3'), via('transcribe')),
    ]),
  ];
}

/** Rule that starts the purge of what an execution has left, and can do nothing else. */
export function purgingRuleSentences(world: World): readonly Sentence[] {
  const patients = patientsOf(world);
  if (!patients) return [];
  const { may, cannot } = world;
  const { bucket, machine, purging, key: patientKey } = patients;
  const role = world.role('purging rule');
  return [
    may(role, 'starts the purging workflow', each(actions('states:StartExecution'), on(purging))),
    cannot(role, 'cannot start another workflow, see or stop an execution, or reach patient data', [
      ...each(actions('states:StartExecution'), on(machine, `${purging}-other`)),
      ...each(
        actions('states:DescribeExecution', 'states:StopExecution'),
        on(executionOf(machine), executionOf(purging)),
      ),
      ...each(actions('states:SendTaskSuccess')),
      ...uploading(each(actions('s3:GetObject', 's3:DeleteObject'), on(`${bucket.arn}/${keysOf(OWN).audio}`))),
      ...each(actions('kms:Decrypt', 'kms:GenerateDataKey'), on(patientKey, world.key)),
      ...each(actions('lambda:InvokeFunction'), on(...world.system.functions.map(({ arn }) => arn))),
    ]),
  ];
}
