import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { columns } from '../../cli/terminal/columns';
import { draftSha256 } from '../../domain/clinical-note/draft';
import {
  audioKey,
  type Consultation,
  draftKeys,
  purgeFolder,
  type Recording,
  signedKey,
} from '../../domain/clinical-note/layout';
import type { PurgeRecord } from '../../domain/clinical-note/purge-record';
import type { Review, SignedNote } from '../../domain/clinical-note/signature';
import { readDraft } from '../../domain/clinical-note/stored-files';
import { OperatorError } from '../../domain/operator-error';
import type { Clients } from '../clients';
import { CLINICIAN } from '../messages';
import type { LocalExecution } from '../workflow/local-workflow';
import type { TaskTokens } from '../workflow/task-tokens';
import { type WrittenConsultation, writeConsultations } from './write-consultations';

export interface ScribeOptions {
  /** Folder of the consultations, which the stand-in of HealthScribe reads. */
  readonly folder: string;
  readonly buckets: { readonly patients: string; readonly purges: string };
  readonly clients: Pick<Clients, 's3' | 'sfn'>;
  readonly tokens: TaskTokens;
  /** Starts what rules have started since the last call. */
  readonly startByRules: () => Promise<readonly LocalExecution[]>;
}

/** Consultation that has gone its way. */
export interface ScribedConsultation {
  readonly name: string;
  /** Status of the draft. @default - there was none */
  readonly draft?: string;
  /** Keys in the patient bucket while the draft waited; after the upload, if there was no draft. */
  readonly before: readonly string[];
  /** Keys in the patient bucket at the end. */
  readonly after: readonly string[];
  readonly record: PurgeRecord;
}

/** States in which an execution ends that has purged its consultation. */
const ENDS = new Set(['Done', 'Failed']);

const REVIEWER = 'arn:aws:sts::123456789012:assumed-role/clinician/sandbox-0001';

/** Consultations whose draft is not signed: one is discarded, and of one the time passes. */
const NOT_SIGNED: Readonly<Record<string, 'discard' | 'expire'>> = { cough: 'expire', ear: 'discard' };

/**
 * Uploads every synthetic consultation, lets the deployed rule start the deployed workflow, and signs the draft as a
 * clinician does, or discards it, or lets its time pass.
 *
 * @param show receives the output as it arrives
 * @throws OperatorError if an upload starts no execution, or something of a consultation is left
 */
export async function runConsultations(
  options: ScribeOptions,
  show: (text: string) => void,
): Promise<readonly ScribedConsultation[]> {
  const written = writeConsultations(options.folder);
  const scribed: ScribedConsultation[] = [];
  for (const one of written) scribed.push(await scribe(one, options));
  const header = [
    'consultation',
    'draft',
    'end',
    'objects before',
    'after',
    'deleted: audio + outputs + drafts + signed',
  ].map((heading) => ({ heading }));
  const lines = scribed.map(({ name, draft = '', before, after, record }) => {
    const { audio, outputs, drafts, signed } = record.deleted;
    const end = record.reason === undefined ? record.outcome : `${record.outcome} (${record.reason})`;
    return [
      name,
      draft,
      end,
      String(before.length),
      String(after.length),
      `${audio} + ${outputs} + ${drafts} + ${signed}`,
    ];
  });
  show(`\n${columns(header, lines).join('\n')}\n\n`);
  const signed = scribed.findLast(({ record }) => record.signed);
  if (signed) show(example(signed, options.buckets.patients));
  return scribed;
}

/** Lists the bucket before and after a purge, and the record that is left. */
const example = ({ name, before, after, record }: ScribedConsultation, bucket: string): string =>
  [
    `${bucket}, while the draft of ${name} waited:`,
    ...before.map((key) => `  ${key}`),
    `${bucket}, after the purge:`,
    ...(after.length > 0 ? after : ['(no object)']).map((key) => `  ${key}`),
    `The record that is left:\n${JSON.stringify(record, undefined, 2)}\n\n`,
  ].join('\n');

async function scribe({ consultation, recording }: WrittenConsultation, options: ScribeOptions) {
  const { patients, purges } = options.buckets;
  const { s3 } = options.clients;
  const whose: Recording = { clinician: CLINICIAN, consultation: randomUUID(), extension: recording.extension };
  const { content: Body, metadata: Metadata } = recording;
  await s3.send(new PutObjectCommand({ Bucket: patients, Key: audioKey(whose), Body, Metadata, IfNoneMatch: '*' }));
  let before = await keysIn(s3, patients);
  const [execution] = await options.startByRules();
  if (!execution) {
    throw new OperatorError(
      'PB-SANDBOX-042',
      `The recording of ${consultation.name} started no execution.`,
      'Compare the rule with the template. If it is the same, report a bug of the sandbox.',
    );
  }
  // The token is in the bucket once the function has stored it.
  const { token } = draftKeys(whose);
  while (execution.status === 'RUNNING' && !(await keysIn(s3, patients)).includes(token)) await wait(50);
  if (execution.status === 'RUNNING') before = await keysIn(s3, patients);
  const draft = execution.status === 'RUNNING' ? await endWait(consultation.name, whose, options) : undefined;
  while (execution.status === 'RUNNING') await wait(20);
  const left = await keysIn(s3, patients);
  const [last] = execution.entered.slice(-1);
  if (left.length > 0 || !ENDS.has(last?.name ?? '')) {
    throw new OperatorError(
      'PB-SANDBOX-043',
      `${left.length} objects of ${consultation.name} are left in ${patients} after the state ${last?.name}.`,
      'Read .sandbox/logs/stand-in-aws.log. If it fails again, report a bug.',
    );
  }
  const record = JSON.parse((await readRecord(s3, purges, whose)) ?? '') as PurgeRecord;
  return { name: consultation.name, ...(draft !== undefined && { draft }), before, after: left, record };
}

/** Ends the wait for the signature. Returns the status of the draft. */
async function endWait(name: string, whose: Recording, { buckets, clients, tokens }: ScribeOptions): Promise<string> {
  const { s3, sfn } = clients;
  const keys = draftKeys(whose);
  const bytes = await read(s3, buckets.patients, keys.draft);
  const draft = readDraft(JSON.parse(String(bytes)));
  if (!draft) throw new Error('the draft cannot be read');
  const taskToken = String(await read(s3, buckets.patients, keys.token));
  const { status, doubts } = draft.evidence;
  if (NOT_SIGNED[name] === 'expire') {
    tokens.expire(taskToken);
    return status;
  }
  if (NOT_SIGNED[name] === undefined) {
    const proof = { version: 1, draftSha256: draftSha256(bytes) } as const;
    const review: Review = {
      ...{ ...proof, reviewer: REVIEWER, openedAt: draft.createdAt },
      looked: doubts.map(({ sentence }) => sentence),
    };
    const signed: SignedNote = {
      ...{ ...proof, consultation: whose.consultation, signer: REVIEWER, signedAt: new Date().toISOString() },
      ...{ note: draft.note, changes: [] },
    };
    const put = (Bucket: string, Key: string, value: object) =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body: JSON.stringify(value), IfNoneMatch: '*' }));
    await put(buckets.patients, keys.review, review);
    await put(buckets.patients, signedKey(whose), signed);
  }
  await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
  return status;
}

/** Lists the keys of a bucket. */
export const keysIn = async (s3: Clients['s3'], Bucket: string): Promise<readonly string[]> =>
  ((await s3.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []).map(({ Key = '' }) => Key);

/** Reads the record of the purge of a consultation; undefined if there is none. */
export async function readRecord(s3: Clients['s3'], bucket: string, id: Consultation): Promise<string | undefined> {
  const key = (await keysIn(s3, bucket)).find((one) => one.startsWith(purgeFolder(id)));
  return key === undefined ? undefined : String(await read(s3, bucket, key));
}

async function read(s3: Clients['s3'], Bucket: string, Key: string): Promise<Buffer> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}
