import { ACCOUNT } from '../../model/physical-ids';
import type { Bucket } from '../../model/system';
import type { Question } from '../question';
import { EVERYTHING, type Who } from '../who';
import type { World } from '../world';

/** Patient data of a deployment, and who works with it. */
export interface Patients {
  readonly bucket: Bucket;
  /** Undefined if the row keeps no signed notes. */
  readonly signedNotes?: Bucket;
  readonly purges: Bucket;
  /** ARN of the key of patient data. */
  readonly key: string;
  /** ARN of the state machine from a recording to a signed note. */
  readonly machine: string;
  /** ARN of the state machine that purges what an execution of the other has left. */
  readonly purging: string;
  /** ARN of the topic. */
  readonly topic: string;
}

/** Roles with the clinical boundary, in the words of the sentences. */
export const CLINICAL: readonly string[] = [
  'audio check function',
  'clinician',
  'data access role',
  'draft function',
  'purge function',
  'purging rule',
  'purging workflow',
  'records reader',
  'recording rule',
  'scribing workflow',
];

/** Clinical roles that no policy names: CloudFormation gives them names of their own. */
export const UNNAMED: readonly string[] = ['purging rule', 'recording rule'];

/** Roles that read or write patient data. */
export const OF_CONTENT: readonly string[] = [
  'audio check function',
  'clinician',
  'data access role',
  'draft function',
  'records reader',
];

/** Ids of two clinicians, and of their consultations. */
export const [OWN, OTHER] = ['c0ffee-0042', 'c0ffee-0043'] as const;
export const CONSULTATION = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

/** Undefined for a row without HealthScribe. */
export function patientsOf({ system, config, region }: World): Patients | undefined {
  if (!config.healthScribe) return undefined;
  const { buckets, keys, topics, deployment } = system;
  const of = (name: string) => buckets.find(({ at }) => new RegExp(`/Consultations/${name}[0-9A-F]{8}$`).test(at));
  const [bucket, signedNotes, purges] = [of('Patients'), of('SignedNotes'), of('Purges')];
  const key = keys.find(({ at }) => at.includes('/Consultations/'));
  if (!(bucket && purges && key)) return undefined;
  const machines = `arn:aws:states:${region}:${ACCOUNT}:stateMachine:private-bedrock-${deployment}`;
  return {
    ...{ bucket, purges, key: key.arn },
    ...(signedNotes && { signedNotes }),
    machine: `${machines}-scribing`,
    purging: `${machines}-purging`,
    topic: topics.find(({ at }) => at.includes('/Scribing/'))?.arn ?? '',
  };
}

/** Name of the role that a word stands for. */
const ROLE_NAMES: Readonly<Record<string, string>> = {
  'audio check function': 'check-audio',
  clinician: 'clinician',
  'draft function': 'make-draft',
  'purge function': 'purge',
  'purging workflow': 'purging',
  'records reader': 'records',
  'scribing workflow': 'scribing',
};

/** A role with every right that another policy could give it, so that policies of resources alone decide. */
export function clinical({ system, region }: World, name: string): Who {
  const { deployment } = system;
  const role =
    name === 'data access role'
      ? `AmazonHealthScribe-${deployment}-${region}`
      : `private-bedrock-${deployment}-${region}-${ROLE_NAMES[name]}`;
  return {
    words: `the role of the ${name}`,
    principal: `arn:aws:iam::${ACCOUNT}:role/${role}`,
    identity: [EVERYTHING],
  };
}

/** ARN of an execution of a state machine. */
export const executionOf = (machine: string): string => `${machine.replace(':stateMachine:', ':execution:')}:x`;

/** Keys of the objects of one clinician. */
export const keysOf = (clinician: string) => ({
  audio: `audio/${clinician}/${CONSULTATION}.wav`,
  claim: `drafts/${clinician}/${CONSULTATION}/claim.json`,
  draft: `drafts/${clinician}/${CONSULTATION}/draft.json`,
  token: `drafts/${clinician}/${CONSULTATION}/token`,
  review: `drafts/${clinician}/${CONSULTATION}/review.json`,
  signed: `signed/${clinician}/${CONSULTATION}.json`,
});

/** Key of the record of a purge of one clinician's consultation. */
export const recordOf = (clinician: string): string => `purges/${clinician}/${CONSULTATION}/${'0'.repeat(32)}.json`;

const JOB = `scribe-${'0'.repeat(32)}`;

/** Outputs of a job. */
export const OUTPUTS = [`${JOB}/transcript.json`, `${JOB}/summary.json`] as const;

/** Upload that replaces nothing. */
const CREATING = { 's3:if-none-match': '*', 's3:ObjectCreationOperation': 'true' };

/** The questions with what AWS sends: an upload has headers of its own, and a replication no version of TLS. */
export const uploading = (
  questions: readonly Question[],
  headers: Question['context'] = CREATING,
): readonly Question[] =>
  questions.map((question) => ({
    ...question,
    context: {
      ...question.context,
      ...(question.action === 's3:PutObject' && headers),
      ...(question.action === 's3:InitiateReplication' && { 's3:TlsVersion': undefined }),
    },
  }));
