import { checkAudio, claimStep, compareAudio } from '../../../lambda/healthscribe/check/check-audio';
import { Recordings } from '../../../lambda/healthscribe/check/recordings';
import { DRAFT_ERRORS } from '../../../lambda/healthscribe/contract';
import { awaitStep, draftStep } from '../../../lambda/healthscribe/draft/draft-step';
import { Notes } from '../../../lambda/healthscribe/draft/notes';
import { signatureStep } from '../../../lambda/healthscribe/draft/signature-step';
import { PatientObjects } from '../../../lambda/healthscribe/purge/patient-objects';
import { PurgeRecords } from '../../../lambda/healthscribe/purge/purge-records';
import { purgeStep, withdrawStep } from '../../../lambda/healthscribe/purge/purge-step';
import { recordStep } from '../../../lambda/healthscribe/purge/record-step';
import { runStep } from '../../../lambda/healthscribe/run-step';
import { SCRIBING } from '../contracts/scribing-contracts';
import type { MemoryS3, Permissions } from './memory-s3';

/** Permissions of the three functions on objects, as their roles have them. */
const PERMISSIONS = {
  check: {
    ListObjectsV2: /^audio\//,
    HeadObject: /^audio\//,
    GetObject: /^(audio\/.*|drafts\/[^/]+\/[^/]+\/claim\.json)$/,
    PutObject: /^drafts\/[^/]+\/[^/]+\/claim\.json$/,
  },
  draft: {
    ListObjectsV2: /^(scribe-|drafts\/|signed\/)/,
    GetObject: /^(scribe-[\da-f]{32}\/|drafts\/|signed\/)/,
    PutObject: /^drafts\/[^/]+\/[^/]+\/(draft\.json|token)$/,
  },
  keep: { ListObjectsV2: /^signed\//, GetObject: /^signed\//, PutObject: /^signed\// },
  purge: {
    ListObjectsV2: /^(audio|drafts|signed)\/|^scribe-/,
    DeleteObjects: /^(audio|drafts|signed)\/|^scribe-/,
    ListMultipartUploads: /^audio\//,
    AbortMultipartUpload: /^audio\//,
    PutObject: /^purges\/(c0ffee-\d{4}|nobody)\/[\da-f-]{36}\/[\da-f]{32}\.json$/,
  },
} as const satisfies Readonly<Record<string, Permissions>>;

export const RECORDS = 'purge-records';

interface Surroundings {
  readonly s3: MemoryS3;
  /** Bucket of kept notes, if the row keeps them. */
  readonly kept: () => string | undefined;
  readonly clock: { readonly now: () => Date; readonly retentionSeconds: () => number };
}

/** Makes the steps of the three functions, by name. Each function reaches what its role allows. */
export function functionSteps({
  s3,
  kept,
  clock: { now, retentionSeconds },
}: Surroundings): Readonly<Record<string, (input: never) => unknown>> {
  const bucket = SCRIBING.patientBucket;
  const client = (of: keyof typeof PERMISSIONS) => s3.client(PERMISSIONS[of]);
  const recordings = new Recordings(client('check'), bucket);
  const notes = new Notes(client('draft'), bucket);
  const keptNotes = () => {
    const name = kept();
    return name === undefined ? undefined : new Notes(s3.client(PERMISSIONS.keep), name);
  };
  const patients = new PatientObjects(client('purge'), bucket);
  const clock = () => ({ now, retentionSeconds: retentionSeconds() });
  return {
    'check-audio': (input) =>
      runStep(() => checkAudio(input, recordings, { template: 'HISTORY_AND_PHYSICAL', speakers: 2 })),
    claim: (input) => runStep(() => claimStep(input, recordings)),
    'compare-audio': (input) => runStep(() => compareAudio(input, recordings)),
    'make-draft': (input) => runStep(() => draftStep(input, notes, clock()), DRAFT_ERRORS),
    'await-signature': (input) => runStep(() => awaitStep(input, notes)),
    'check-signature': (input) => runStep(() => signatureStep(input, notes, keptNotes(), clock())),
    'withdraw-signature': (input) => runStep(() => withdrawStep(input, patients)),
    purge: (input) => runStep(() => purgeStep(input, patients)),
    'record-purge': (input) =>
      runStep(() => recordStep(input, patients, new PurgeRecords(client('purge'), RECORDS), now())),
  };
}
