import type { StepRequest } from './contract';
import { BucketObjects } from './objects';
import { runStep } from './run-step';
import { readSettings } from './settings';

const settings = readSettings(process.env);
const objects = new BucketObjects(settings.bucket);

/** Steps of the tuning workflow that Step Functions cannot do itself. The function cannot reach Bedrock. */
export const handler = (request: StepRequest) => runStep(request, objects, settings);
