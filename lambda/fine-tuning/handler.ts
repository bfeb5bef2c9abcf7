import { checkDataset } from './check-dataset';
import type { StepRequest } from './contract';
import { BucketObjects } from './objects';
import { readMetrics } from './read-metrics';
import { readSettings } from './settings';

const settings = readSettings(process.env);
const objects = new BucketObjects(settings.bucket);

/** One step of the tuning workflow that Step Functions cannot do itself. It has no way to Bedrock, and needs none. */
export const handler = (request: StepRequest) =>
  request.step === 'check-dataset' ? checkDataset(request, objects, settings) : readMetrics(request, objects);
