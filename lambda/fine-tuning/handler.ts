import type { StepRequest } from './contract';
import { BucketObjects } from './objects';
import { readMetrics } from './read-metrics';
import { readSettings } from './settings';
import { validateStep } from './validation-step';

const settings = readSettings(process.env);
const objects = new BucketObjects(settings.bucket);

/** Steps of the tuning workflow that Step Functions cannot do itself. The function cannot reach Bedrock. */
export const handler = (request: StepRequest) =>
  request.step === 'validate-dataset' ? validateStep(request, objects, settings) : readMetrics(request, objects);
