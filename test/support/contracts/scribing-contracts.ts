import { CONSULTATION_ID, JOB_NAME } from '../../../domain/clinical-note/layout';
import { NOTE_TEMPLATES } from '../../../domain/clinical-note/note-templates';
import { ContractBook } from './contract-book';
import { anything, closed, either, exactly, like, listOf, nullable, oneOf, type Shape } from './shape';

/** Names that the states of the tests are made with. */
export const SCRIBING = {
  partition: 'aws',
  checkFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:chat-check-audio',
  draftFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:chat-make-draft',
  purgeFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:chat-purge',
  patientBucket: 'patients',
  patientKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/patients',
  dataAccessRoleArn: 'arn:aws:iam::111122223333:role/AmazonHealthScribe-chat',
  topicArn: 'arn:aws:sns:us-east-1:111122223333:chat-scribing',
  deployment: 'chat',
} as const;

const EXECUTION = like(/^arn:aws:states:us-east-1:111122223333:execution:/);
const CODE = like(/^[A-Za-z_]+$/);
const ID = like(CONSULTATION_ID);
const JOB = like(JOB_NAME);

/** Key of a recording, or any other below `audio/`, and its ETag. */
const SOURCE = { key: like(/^audio\/./), etag: like(/^[\da-f]{32}(-\d+)?$/) };
const step = (name: string, fields: Readonly<Record<string, Shape>> = {}) =>
  closed({ step: exactly(name), ...SOURCE, ...fields });

const settings = (fields: Readonly<Record<string, Shape>>) =>
  closed({
    ...fields,
    ClinicalNoteGenerationSettings: closed({ NoteTemplate: oneOf(...Object.keys(NOTE_TEMPLATES)) }),
  });

const START = {
  MedicalScribeJobName: JOB,
  Media: closed({ MediaFileUri: like(/^s3:\/\/patients\/audio\/[a-z0-9-]+\/[0-9a-f-]{36}\.[a-z0-9]+$/) }),
  OutputBucketName: exactly(SCRIBING.patientBucket),
  OutputEncryptionKMSKeyId: exactly(SCRIBING.patientKeyArn),
  KMSEncryptionContext: exactly({ deployment: SCRIBING.deployment }),
  DataAccessRoleArn: exactly(SCRIBING.dataAccessRoleArn),
};

const channel = (ChannelId: number) =>
  closed({ ChannelId: exactly(ChannelId), ParticipantRole: oneOf('CLINICIAN', 'PATIENT') });

/** Either speakers or channels, as the API demands. */
const start = either(
  closed({
    ...START,
    Settings: settings({ ShowSpeakerLabels: exactly(true), MaxSpeakerLabels: oneOf(2, 3, 4, 5) }),
  }),
  closed({
    ...START,
    Settings: settings({ ChannelIdentification: exactly(true) }),
    ChannelDefinitions: (value, path) => {
      if (!Array.isArray(value)) return [`${path} is no list`];
      const [first, second, ...others] = value as readonly unknown[];
      return [...channel(0)(first, path), ...channel(1)(second, path), ...exactly([])(others, path)];
    },
  }),
);

const NOTICE = { deployment: exactly(SCRIBING.deployment), execution: EXECUTION };
const OF_ONE = { ...NOTICE, consultation: ID, job: JOB };

/** Everything that is told of a consultation: ids, and codes of this project. */
const NOTICES = {
  'Draft is ready': closed({ ...OF_ONE, status: oneOf('READY', 'NEEDS_REVIEW') }),
  'Signature is refused': closed({ ...OF_ONE, status: exactly('SignatureRefused'), reason: CODE }),
  'Consultation is purged': closed({ ...OF_ONE, status: CODE, reason: nullable(CODE) }),
  'Purge failed': closed({ ...NOTICE, status: exactly('PurgeFailed'), reason: CODE }),
} as const;

const entry: Shape = (value, path) => {
  const { DetailType } = value as { readonly DetailType: keyof typeof NOTICES };
  const Detail = NOTICES[DetailType] ?? exactly('a notice with a contract');
  return closed({ Source: exactly('private-bedrock.scribe'), DetailType: anything, Detail })(value, path);
};

const message: Shape = (value, path) => {
  const breaches = Object.values(NOTICES).map((shape) => shape(JSON.parse(String(value)), path));
  return breaches.find(({ length }) => length === 0) ?? breaches.flat();
};

const byName = closed({ MedicalScribeJobName: JOB });

/** Contracts of the calls of the scribing workflow, by operation as its states name it. */
export const SCRIBING_CONTRACTS = new ContractBook<undefined>({
  'check-audio': () => step('check-audio', { execution: EXECUTION }),
  claim: () => step('claim', { execution: EXECUTION }),
  'compare-audio': () => step('compare-audio'),
  'make-draft': () => step('make-draft', { template: oneOf(...Object.keys(NOTE_TEMPLATES)), seconds: anything }),
  'await-signature': () => step('await-signature', { token: like(/^[\da-f-]{36}$/) }),
  'check-signature': () => step('check-signature'),
  'withdraw-signature': () => step('withdraw-signature'),
  purge: () => step('purge', { execution: EXECUTION }),
  'record-purge': () =>
    step('record-purge', {
      execution: EXECUTION,
      outcome: closed({ name: CODE, reason: nullable(CODE) }),
      purged: closed({ consultation: ID, job: JOB, deleted: anything }),
      jobRecord: oneOf('deleted', 'absent'),
      signature: nullable(anything),
    }),
  'sfn:describeExecution': () => closed({ ExecutionArn: EXECUTION }),
  'transcribe:startMedicalScribeJob': () => start,
  'transcribe:getMedicalScribeJob': () => byName,
  'transcribe:deleteMedicalScribeJob': () => byName,
  'events:putEvents': () => closed({ Entries: listOf(entry) }),
  'sns:publish': () => closed({ TopicArn: exactly(SCRIBING.topicArn), Message: message }),
});
