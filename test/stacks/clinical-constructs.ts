import { Duration, type Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as api from '../../lib';

/** Constructs for patient data, alone in a stack that is not ours, and what they are granted. */
export function clinicalConstructs(
  stack: Stack,
  storage: { readonly encryptionKey: api.CustomerManagedKey; readonly accessLogs: api.AccessLogBucket },
  network: api.PrivateNetwork,
) {
  const { encryptionKey, accessLogs } = storage;
  const machine = (name: string) => stack.formatArn({ service: 'states', resource: `stateMachine:${name}` });
  const patientKey = new api.PatientKey(stack, 'PatientKey', {
    ...{ alias: 'alias/theirs-patients', roleNames: ['clinician', 'AmazonHealthScribe-theirs'] },
    stateMachineArns: { scribing: machine('theirs-scribing'), purging: machine('theirs-purging') },
  });
  const clinical = { encryptionKey: patientKey, accessLogs, roleNames: ['clinician'] };
  const patients = new api.PatientBucket(stack, 'Patients', { namePrefix: 'patients', ...clinical });
  const notes = new api.SignedNotesBucket(stack, 'SignedNotes', {
    ...{ namePrefix: 'notes', keeperRoleName: 'theirs-make-draft', keepData: true },
    ...clinical,
  });
  const purges = new api.PurgeRecordsBucket(stack, 'Purges', { namePrefix: 'purges', ...storage });
  const dataAccess = new api.DataAccessRole(stack, 'DataAccess', {
    ...{ roleName: 'AmazonHealthScribe-theirs', bucket: patients, encryptionKey: patientKey },
  });
  const limits = {
    ...{ logGroupPrefix: '/theirs', dataAccessRoleName: 'AmazonHealthScribe-theirs' },
    ...{
      stateMachineNames: ['theirs-scribing', 'theirs-purging'],
      functionNames: ['theirs-purge'],
      topicName: 'theirs-notices',
    },
    ...{ bucketArns: [patients.literalArn], outputBucketName: patients.literalName, patientKey, encryptionKey },
  };
  const topic = new api.NoticeTopic(stack, 'Notices', {
    ...{ topicName: 'theirs-notices', alarmPrefix: 'theirs', encryptionKey },
  });
  const clinician = new api.HealthScribeClinician(stack, 'Clinician', { roleName: 'clinician' });
  const records = new api.SignedNotesReader(stack, 'Records', { roleName: 'records' });
  const ofFunction = (name: string) => ({
    ...{ functionName: `theirs-${name}`, roleName: `theirs-${name}`, logGroupName: `/theirs/${name}`, network },
    ...{ encryptionKey, patients, signedNotes: notes },
  });
  const functions = {
    checkAudio: new api.CheckAudioFunction(stack, 'CheckAudio', {
      ...{ ...ofFunction('check-audio'), template: 'GIRPP', speakers: 3 },
    }),
    makeDraft: new api.MakeDraftFunction(stack, 'MakeDraft', {
      ...{ ...ofFunction('make-draft'), retention: Duration.hours(1) },
    }),
    purge: new api.PurgeFunction(stack, 'Purge', { ...ofFunction('purge'), purges }),
  };
  const workflow = new api.ScribingWorkflow(stack, 'Scribing', {
    ...{ stateMachineName: 'theirs-scribing', roleName: 'theirs-scribing', deployment: 'theirs' },
    ...{ ...functions, patients, patientKey, dataAccess, topic },
  });
  const recordings = new api.RecordingRule(stack, 'Recordings', { ruleName: 'theirs', patients, workflow });
  const purging = new api.PurgingWorkflow(stack, 'Purging', {
    ...{ stateMachineName: 'theirs-purging', roleName: 'theirs-purging', deployment: 'theirs' },
    ...{ scribing: workflow, ...functions, patientKey, topic },
  });
  const stopped = new api.StoppedRule(stack, 'Stopped', {
    ...{ ruleName: 'theirs-purging', scribing: workflow, workflow: purging },
  });
  const alarms = new api.PurgeAlarms(stack, 'PurgeAlarms', {
    ...{ namePrefix: 'theirs', topic, purgeFunctionName: 'theirs-purge' },
    ...{ scribingArn: workflow.stateMachine.ref, purgingArn: purging.stateMachine.ref },
    ruleNames: { scribing: 'theirs', purging: 'theirs-purging' },
  });
  const role = new iam.Role(stack, 'Worker', { assumedBy: new iam.AccountRootPrincipal() });
  const policy = new api.RolePolicy(stack, 'WorkerPolicy', { role, description: 'Works on consultations' });
  const files = new api.AccessLogBucket(stack, 'TrailFiles');
  return {
    made: [
      files,
      ...[patientKey, patients, notes, purges, dataAccess, topic, clinician, records],
      ...[...Object.values(functions), workflow, recordings, purging, stopped, alarms],
      new api.ClinicalBoundary(stack, 'ClinicalBoundary', limits),
      new api.ClinicalDenyPolicies(stack, 'ClinicalDenies', limits),
      new api.PatientTrail(stack, 'Trail', {
        ...{ trailName: 'theirs', encryptionKey, files, accessLogs, buckets: [patients, notes] },
      }),
    ],
    grants: {
      review: patients.grantReview(clinician.policy),
      sign: patients.grantSign(clinician.policy),
      checkAudio: patients.grantCheckAudio(policy),
      makeDraft: patients.grantMakeDraft(policy),
      purge: patients.grantPurge(policy),
      readOwnNotes: notes.grantReadOwnNotes(clinician.policy),
      keepNotes: notes.grantKeepNotes(policy),
      readNotes: notes.grantReadNotes(records.policy),
      writeRecord: purges.grantWriteRecord(policy),
      readRecord: purges.grantReadOwnRecords(clinician.policy),
      signal: patientKey.grantSignal(clinician.policy),
      useKeyForJobs: patientKey.grantThroughHealthScribe(policy),
      handOverRole: dataAccess.grantPass(policy),
      notices: topic.grantPublishNotices(policy),
    },
  };
}
