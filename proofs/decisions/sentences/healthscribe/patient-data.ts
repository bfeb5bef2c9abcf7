import type { Bucket } from '../../../model/system';
import {
  CLINICAL,
  clinical,
  keysOf,
  OF_CONTENT,
  OUTPUTS,
  OWN,
  type Patients,
  patientsOf,
  UNNAMED,
  uploading,
} from '../../parts/patients';
import { actions, carrying, doors, each, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { Who } from '../../who';
import { EVERYTHING } from '../../who';
import type { World } from '../../world';
import { everybody, insideOf } from '../storage/bucket';
import { recordsOnce } from './purge-records';
import { keepers } from './records';

/** Everything in S3 that returns what an object holds or says, or changes it. */
export const CONTENT = [
  ...[
    'GetObject',
    'GetObjectAcl',
    'GetObjectAttributes',
    'GetObjectTagging',
    'GetObjectVersion',
    'InitiateReplication',
  ],
  ...['PutObject', 'PutObjectAcl', 'PutObjectTagging', 'RestoreObject'],
].map((name) => `s3:${name}`);

/** Limits that the policies of the buckets set, whatever a role is given. Those of roles and of the key hold on their own. */
export function patientDataSentences(world: World): readonly Sentence[] {
  const patients = patientsOf(world);
  if (!patients) return [];
  return [
    ...roomsOf(patients).flatMap((room) => [...byBucket(world, room), ...once(world, room), ...presigned(world, room)]),
    ...outside(world, patients),
    ...kept(world, patients),
    ...recordsOnce(world, patients),
  ];
}

/** Bucket with patient data, its objects, and the roles that work with them. */
export interface Room {
  readonly bucket: Bucket;
  readonly words: string;
  readonly objects: readonly string[];
  readonly roles: readonly string[];
  /** Roles of them that write. */
  readonly writers: readonly string[];
  /** Objects that nobody replaces, and others. */
  readonly once: readonly string[];
  readonly often: readonly string[];
}

export function roomsOf({ bucket, signedNotes }: Patients): readonly Room[] {
  const keys = keysOf(OWN);
  const at = ({ arn }: Bucket, ...names: readonly string[]) => names.map((name) => `${arn}/${name}`);
  return [
    {
      bucket,
      words: 'patient data',
      objects: at(bucket, ...Object.values(keys), ...OUTPUTS, 'x'),
      roles: OF_CONTENT.filter((name) => name !== 'records reader'),
      writers: OF_CONTENT.filter((name) => name !== 'records reader'),
      once: at(bucket, keys.audio, keys.claim, keys.draft, keys.signed),
      often: at(bucket, keys.review, keys.token, ...OUTPUTS),
    },
    ...(signedNotes
      ? [
          {
            bucket: signedNotes,
            words: 'signed notes',
            objects: at(signedNotes, keys.signed, 'x'),
            roles: ['clinician', 'draft function', 'records reader'],
            writers: ['draft function'],
            once: at(signedNotes, keys.signed),
            often: [],
          },
        ]
      : []),
  ];
}

/** Everybody else by name, each with every right that a policy could give. */
export const others = (world: World, roles: readonly string[]): readonly Who[] => [
  ...everybody(world),
  ...world.system.roles
    .filter(({ name }) => !roles.includes(name))
    .map(({ name, arn }) => ({ words: `the ${name}, whatever it is given,`, principal: arn, identity: [EVERYTHING] })),
  ...CLINICAL.filter((name) => !roles.includes(name) && !world.has(name) && !UNNAMED.includes(name)).map((name) =>
    clinical(world, name),
  ),
];

/** A presigned URL works for whoever has it: only HealthScribe, which does not say how it signs, may use one. */
function presigned(world: World, { words, objects, roles }: Room): readonly Sentence[] {
  const inside = insideOf(world);
  const content = uploading(each(actions('s3:GetObject', 's3:PutObject'), on(...objects), inside));
  const tagging = each(actions('s3:PutObjectTagging'), on(...objects), inside);
  const by = (kind: string, questions = content) =>
    questions.map((one) => ({ ...one, context: { ...one.context, 's3:authType': kind } }));
  return [
    ...[
      ...everybody(world),
      ...roles.filter((name) => name !== 'data access role').map((name) => clinical(world, name)),
    ].map((who) =>
      world.never(
        who,
        `cannot read or write ${words} by a presigned URL`,
        by('REST-QUERY-STRING', [...content, ...tagging]),
      ),
    ),
    ...(roles.includes('data access role')
      ? [
          world.may(clinical(world, 'data access role'), `reaches ${words} however its requests are signed`, [
            ...by('REST-QUERY-STRING'),
            ...by('REST-HEADER'),
          ]),
        ]
      : []),
  ];
}

function byBucket(world: World, { bucket, words, objects, roles, writers }: Room): readonly Sentence[] {
  const inside = insideOf(world);
  const content = uploading(each(actions(...CONTENT), on(...objects), inside));
  return [
    ...others(world, roles).map((who) =>
      world.never(who, `cannot read or write ${words}, by the policy of the bucket`, content),
    ),
    ...roles.map((name) =>
      world.may(
        clinical(world, name),
        `is not kept from ${words} by the policy of the bucket`,
        uploading(
          each(actions('s3:GetObject', ...(writers.includes(name) ? ['s3:PutObject'] : [])), on(...objects), inside),
        ),
      ),
    ),
    world.may(
      world.anybody,
      `empties the bucket of ${words} when its stack is deleted${world.config.keepData && words === 'signed notes' ? ', except of what is kept' : ''}`,
      [
        ...each(actions('s3:ListBucket', 's3:ListBucketVersions'), on(bucket.arn), inside),
        ...each(actions('s3:AbortMultipartUpload'), on(...objects), inside),
      ],
    ),
  ];
}

/** An upload that could replace an object is refused, whoever uploads. */
function once(world: World, { words, once: fixed, often, writers }: Room): readonly Sentence[] {
  const inside = insideOf(world);
  const put = (objects: readonly string[], ...contexts: readonly Question['context'][]) =>
    each(actions('s3:PutObject'), on(...objects), inside, carrying(...contexts));
  const creating = { 's3:ObjectCreationOperation': 'true' };
  return writers
    .map((name) => clinical(world, name))
    .flatMap((who) => [
      world.never(
        who,
        `cannot replace a recording, a claim, a draft or a signed note among ${words}`,
        put(fixed, creating, { ...creating, 's3:if-none-match': 'x' }, { ...creating, 's3:if-match': 'x' }),
      ),
      world.may(
        who,
        `uploads ${words} in parts, whose requests cannot have the header`,
        put(fixed, { 's3:ObjectCreationOperation': 'false' }),
      ),
      ...(often.length > 0
        ? [world.may(who, 'is not kept from writing a review, a token or an output again', put(often, creating))]
        : []),
    ]);
}

/** In a row that is VPC-only, HealthScribe alone reaches patient data from outside. */
function outside(world: World, patients: Patients): readonly Sentence[] {
  if (!world.config.healthScribe?.vpcOnly) return [];
  const { may, never } = world;
  const from = doors('internet', 'another endpoint');
  return roomsOf(patients).flatMap(({ bucket, words, objects, roles }) => [
    ...roles
      .filter((name) => name !== 'data access role')
      .map((name) =>
        never(clinical(world, name), `cannot reach ${words} from outside the VPC`, [
          ...uploading(each(actions('s3:GetObject', 's3:PutObject', 's3:DeleteObject'), on(...objects), from)),
          ...each(actions('s3:ListBucket'), on(bucket.arn), from),
        ]),
      ),
    ...(roles.includes('data access role')
      ? [
          may(
            clinical(world, 'data access role'),
            `reaches ${words} from the network of HealthScribe`,
            uploading(each(actions('s3:GetObject', 's3:PutObject'), on(...objects), from)),
          ),
        ]
      : []),
  ]);
}

/** Signed notes that are kept. */
function kept(world: World, { bucket, signedNotes }: Patients): readonly Sentence[] {
  const inside = insideOf(world);
  const { may, never, anybody } = world;
  const { signed, audio } = keysOf(OWN);
  const purge = clinical(world, 'purge function');
  return [
    may(
      purge,
      'is not kept from deleting patient data',
      each(
        actions('s3:DeleteObject'),
        on(`${bucket.arn}/${audio}`, ...OUTPUTS.map((name) => `${bucket.arn}/${name}`)),
        inside,
      ),
    ),
    ...(signedNotes ? keepers(world, signedNotes) : []),
    ...(signedNotes && world.config.keepData
      ? [
          ...[
            anybody,
            purge,
            ...['clinician', 'draft function', 'records reader'].map((name) => clinical(world, name)),
          ].map((who) =>
            never(
              who,
              'cannot delete a signed note',
              each(actions('s3:DeleteObject', 's3:DeleteObjectVersion'), on(`${signedNotes.arn}/${signed}`), inside),
            ),
          ),
        ]
      : []),
  ];
}
