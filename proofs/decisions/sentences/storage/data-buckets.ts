import type { Bucket } from '../../../model/system';
import { developerService, developersOf, forUs, readerOf } from '../../parts/developers';
import { knowledgeOf } from '../../parts/knowledge';
import { clinical, keysOf, OWN, patientsOf, recordOf } from '../../parts/patients';
import type { Question } from '../../question';
import type { Who } from '../../who';
import type { World } from '../../world';

/** A bucket whose objects people and functions read. */
export interface DataBucket {
  readonly arn: string;
  readonly object: string;
  /** `training data`, `documents`, `patient data`. */
  readonly content: string;
  readonly isClosed: boolean;
  /** ARN of the key. */
  readonly key: string;
  /** Somebody with every right that a policy could give, whom the bucket does not refuse. */
  readonly writer: Who;
  /** Somebody with every right, to whom alone the bucket leaves reading. @default - the writer */
  readonly reader?: Who;
  /** Headers of an upload that the bucket takes. */
  readonly upload: Question['context'];
  /** Prefix of the access logs, and part of the place of their bucket. */
  readonly logs: readonly [string, string];
}

/** Returns the buckets of the row that hold data. */
export function dataBuckets(world: World): readonly DataBucket[] {
  const { anybody: writer, bucket, config, key: ours } = world;
  const documents = knowledgeOf(world)?.documents;
  const open = { key: ours, writer, upload: {} };
  return [
    ...(bucket && config.fineTuning
      ? [
          {
            ...{ ...open, arn: bucket.arn, content: 'training data' },
            object: `${bucket.arn}/datasets/train.jsonl`,
            isClosed: config.fineTuning.vpcOnly === true,
            logs: ['finetuning', '/Storage/AccessLogs'] as const,
          },
        ]
      : []),
    ...(documents
      ? [
          {
            ...{ ...open, arn: documents.arn, content: 'documents' },
            object: `${documents.arn}/documents/a.md`,
            isClosed: config.knowledge?.vpcOnly === true,
            logs: ['documents', '/Knowledge/DocumentsAccessLogs'] as const,
          },
        ]
      : []),
    ...clinicalBuckets(world),
    ...developerBuckets(world),
  ];
}

/** Buckets of HealthScribe. That of purge records has no patient data. */
function clinicalBuckets(world: World): readonly DataBucket[] {
  const patients = patientsOf(world);
  if (!patients) return [];
  const { bucket, signedNotes, purges, key: patientKey } = patients;
  const keys = keysOf(OWN);
  const logs = (prefix: string) => [prefix, '/Consultations/ConsultationsAccessLogs'] as const;
  const closed = {
    ...{ key: patientKey, writer: clinical(world, 'clinician') },
    upload: { 's3:if-none-match': '*', 's3:ObjectCreationOperation': 'true' },
    isClosed: world.config.healthScribe?.vpcOnly === true,
  };
  const data = (content: string, { arn }: Bucket, name: string, prefix: string) => ({
    ...{ ...closed, arn, content, object: `${arn}/${name}`, logs: logs(prefix) },
  });
  return [
    data('patient data', bucket, keys.audio, 'patients'),
    ...(signedNotes
      ? [
          {
            ...data('signed notes', signedNotes, keys.signed, 'signednotes'),
            writer: clinical(world, 'draft function'),
          },
        ]
      : []),
    {
      ...data('purge records', purges, recordOf(OWN), 'purges'),
      ...{ key: world.key, writer: world.anybody, isClosed: false },
    },
  ];
}

/** Buckets that Amazon Q Developer and Kiro write logs into. */
function developerBuckets(world: World): readonly DataBucket[] {
  const logs = developersOf(world);
  if (!logs) return [];
  return [logs.prompts, logs.reports].map((room) => ({
    ...{ arn: room.bucket.arn, object: room.object, content: room.words, isClosed: false, key: logs.key },
    ...{ writer: developerService(world), reader: readerOf(world, room), upload: forUs(world) },
    logs: [room.logs, '/Developer/DeveloperAccessLogs'] as const,
  }));
}
