import { S3Client } from '@aws-sdk/client-s3';
import { isNoteTemplate } from '../../../domain/clinical-note/note-templates';
import { SPEAKERS } from '../../../domain/clinical-note/upload-metadata';
import { Environment, nameIn, wholeNumberIn } from '../../shared/environment';
import { type CheckRequest, ENV } from '../contract';
import { runStep } from '../run-step';
import { checkAudio, claimStep, compareAudio } from './check-audio';
import { Recordings } from './recordings';

const environment = new Environment(process.env);
const bucket = environment.demand(ENV.patientBucket, nameIn, 'a bucket');
const template = environment.demand(
  ENV.template,
  (text) => (text !== undefined && isNoteTemplate(text) ? text : undefined),
  'a template of the API',
);
const speakers = environment.demand(ENV.speakers, wholeNumberIn(SPEAKERS.min, SPEAKERS.max), 'a number of speakers');
environment.check('audio function');

const recordings = new Recordings(new S3Client(), bucket);

/** Checks recordings. The function parses files of unknown origin: it can read recordings, and nothing else. */
export const handler = (request: CheckRequest) =>
  runStep<unknown>(() => {
    switch (request.step) {
      case 'check-audio':
        return checkAudio(request, recordings, { template, speakers });
      case 'claim':
        return claimStep(request, recordings);
      case 'compare-audio':
        return compareAudio(request, recordings);
    }
  });
