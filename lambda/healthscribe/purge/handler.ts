import { S3Client } from '@aws-sdk/client-s3';
import { Environment, nameIn } from '../../shared/environment';
import { ENV, type PurgeStepRequest } from '../contract';
import { runStep } from '../run-step';
import { PatientObjects } from './patient-objects';
import { PurgeRecords } from './purge-records';
import { purgeStep, withdrawStep } from './purge-step';
import { recordStep } from './record-step';

const environment = new Environment(process.env);
const bucket = environment.demand(ENV.patientBucket, nameIn, 'a bucket');
const recordsBucket = environment.demand(ENV.purgeRecordsBucket, nameIn, 'a bucket');
environment.check('purge function');

const client = new S3Client();
const patients = new PatientObjects(client, bucket);
const records = new PurgeRecords(client, recordsBucket);

/** Deletes what belongs to a consultation. The function cannot read any object. */
export const handler = (request: PurgeStepRequest) =>
  runStep<unknown>(() => {
    switch (request.step) {
      case 'purge':
        return purgeStep(request, patients);
      case 'withdraw-signature':
        return withdrawStep(request, patients);
      case 'record-purge':
        return recordStep(request, patients, records, new Date());
    }
  });
