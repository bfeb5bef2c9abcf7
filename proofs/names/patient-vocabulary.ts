import { recordingPatterns } from '../../domain/clinical-note/layout';
import { CLINICIAN_TAG } from '../../domain/deployment/names/tags';
import { CLINICAL, clinical, OUTPUTS, type Patients, patientsOf } from '../decisions/parts/patients';
import type { World } from '../decisions/world';
import { ACCOUNT } from '../model/physical-ids';

/** The clinician id of a session, as IAM inserts it. */
const OWN = `\${aws:PrincipalTag/${CLINICIAN_TAG}}`;

/** Value of a tag that is long enough for a clinician id. */
const LEAST = '????????*';

/** Values of a tag that are no clinician id. */
const FOREIGN = ['/', ' ', '.', ':', '=', '+', '@', '_'].map((character) => `*${character}*`);

const ours = ({ region }: World, service: string, resource: string) =>
  `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;

const prefixOf = ({ system }: World) => `private-bedrock-${system.deployment}`;

/** Resources of HealthScribe that policies may name: of every clinician, or of the one whose session it is. */
export function patientResources(world: World): readonly string[] {
  const patients = patientsOf(world);
  if (!patients) return [];
  const { bucket, signedNotes, purges, key, topic, machine, purging } = patients;
  const rooms = [bucket, ...(signedNotes ? [signedNotes] : [])];
  const outputs = OUTPUTS.map((name) => name.replace(/^scribe-0+/, 'scribe-*'));
  const folders = (clinician: string) => [
    ...['audio', 'signed'].map((room) => `${room}/${clinician}/*`),
    ...['claim.json', 'draft.json', 'review.json', 'token'].map((name) => `drafts/${clinician}/*/${name}`),
  ];
  return [
    ...rooms.flatMap(({ arn }) =>
      [
        '',
        '/*',
        '/audio/*',
        '/signed/*',
        ...[...folders('*'), ...folders(OWN), ...recordingPatterns(OWN), ...outputs].map((name) => `/${name}`),
      ].map((name) => `${arn}${name}`),
    ),
    ...[
      purges.arn,
      `${purges.arn}/purges/*`,
      `${purges.arn}/purges/${OWN}/*`,
      key,
      topic,
      machine,
      purging,
      executionsOf(machine),
    ],
    ours(world, 'transcribe', 'medical-scribe-job/scribe-*'),
    clinical(world, 'data access role').principal,
  ];
}

/** Pattern of the executions of a state machine. */
const executionsOf = (machine: string) => `${machine.replace(':stateMachine:', ':execution:')}:*`;

/** Patterns of the clinical boundary that name several resources at once. */
export function patientPatterns(world: World): readonly string[] {
  const patients = patientsOf(world);
  if (!patients) return [];
  return [
    `${patients.purges.arn}/*`,
    executionsOf(patients.purging),
    ours(world, 'logs', `log-group:/private-bedrock/${world.system.deployment}/*`),
    ...['check-audio', 'make-draft', 'purge'].map((name) =>
      ours(world, 'lambda', `function:${prefixOf(world)}-${name}`),
    ),
  ];
}

/** Values of conditions about patient data, by condition key in lower case. */
export function patientValues(world: World): Readonly<Record<string, readonly string[]>> {
  const patients = patientsOf(world);
  if (!patients) return {};
  const { bucket, key, machine, purging } = patients;
  const trail = ours(world, 'cloudtrail', `trail/${prefixOf(world)}-patients`);
  const via = (service: string) => `${service}.${world.region}.amazonaws.com`;
  return {
    'aws:principalarn': CLINICAL.map((name) => clinical(world, name).principal),
    [`aws:principaltag/${CLINICIAN_TAG}`]: [LEAST, ...FOREIGN],
    [`aws:requesttag/${CLINICIAN_TAG}`]: [OWN, LEAST, ...FOREIGN],
    'aws:sourcearn': [...sourcesOf(world, patients), trail],
    'aws:tagkeys': [CLINICIAN_TAG],
    'events:source': ['private-bedrock.scribe'],
    'iam:passedtoservice': ['transcribe.amazonaws.com'],
    'kms:encryptioncontext:aws:cloudtrail:arn': [trail],
    'kms:encryptioncontext:aws:states:statemachinearn': [machine, purging],
    'kms:viaservice': [via('sns'), via('transcribe')],
    's3:authtype': ['REST-QUERY-STRING'],
    's3:if-none-match': ['*'],
    's3:objectcreationoperation': ['true'],
    's3:prefix': ['audio', 'drafts', 'purges', 'signed'].map((room) => `${room}/${OWN}/*`),
    's3:x-amz-acl': ['bucket-owner-full-control'],
    's3:x-amz-server-side-encryption-aws-kms-key-id': [key],
    'transcribe:outputbucketname': [bucket.arn.replace('arn:aws:s3:::', '')],
    'transcribe:outputencryptionkmskeyid': [key],
  };
}

/** Resources for which services act. */
const sourcesOf = (world: World, { bucket, signedNotes, purges, machine, purging }: Patients): readonly string[] => [
  ...[bucket.arn, purges.arn, ...(signedNotes ? [signedNotes.arn] : []), machine, purging],
  ...world.system.buckets.filter(({ at }) => at.includes('/TrailFiles')).map(({ arn }) => arn),
  ours(world, 'cloudwatch', `alarm:${prefixOf(world)}-scribing/*`),
  ...['purging', 'scribing'].map((name) => ours(world, 'events', `rule/${prefixOf(world)}-${name}`)),
  ours(world, 'transcribe', '*'),
];
