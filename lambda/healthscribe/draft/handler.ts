import { S3Client } from '@aws-sdk/client-s3';
import { Environment, nameIn, wholeNumberIn } from '../../shared/environment';
import { DRAFT_ERRORS, type DraftRequest, ENV } from '../contract';
import { runStep } from '../run-step';
import { awaitStep, draftStep } from './draft-step';
import { Notes } from './notes';
import { signatureStep } from './signature-step';

const environment = new Environment(process.env);
const bucket = environment.demand(ENV.patientBucket, nameIn, 'a bucket');
const keptBucket = environment.optional(ENV.signedNotesBucket);
const retentionSeconds = environment.demand(ENV.retentionSeconds, wholeNumberIn(1, 86_400), 'at most a day');
environment.check('draft function');

const client = new S3Client();
const notes = new Notes(client, bucket);
const keptNotes = keptBucket === undefined ? undefined : new Notes(client, keptBucket);
const clock = { now: () => new Date(), retentionSeconds };

/** Makes drafts, checks signatures, and keeps the notes. The function cannot read recordings, and cannot delete anything. */
export const handler = (request: DraftRequest) =>
  runStep<unknown>(() => {
    switch (request.step) {
      case 'make-draft':
        return draftStep(request, notes, clock);
      case 'await-signature':
        return awaitStep(request, notes);
      case 'check-signature':
        return signatureStep(request, notes, keptNotes, clock);
    }
  }, DRAFT_ERRORS);
