import { StepFailed } from '../shared/step-failed';
import { compareJob } from './compare-job';
import type { StepRequest } from './contract';
import type { Objects } from './objects';
import { readMetrics } from './read-metrics';
import { reserveJob } from './reserve-job';
import type { Settings } from './settings';
import { validateStep } from './validation-step';

/** Errors of our own, whose messages name files and fields and quote nothing. The workflow catches them by name. */
const OWN = new Set([
  'JobOfAnotherRequest',
  'ManifestError',
  'MetricsMissing',
  'ObjectChanged',
  'ObjectMissing',
  'TooManyJobs',
]);

/**
 * Runs a step of the workflow.
 *
 * @throws StepFailed for an unknown error: its own message could quote an example
 */
export async function runStep(request: StepRequest, objects: Objects, settings: Settings) {
  try {
    switch (request.step) {
      case 'validate-dataset':
        return await validateStep(request, objects, settings);
      case 'compare-job':
        return compareJob(request);
      case 'reserve-job':
        return await reserveJob(request, objects, settings);
      case 'read-metrics':
        return await readMetrics(request, objects);
    }
  } catch (error) {
    if (OWN.has((error as Error | undefined)?.name ?? '')) throw error;
    // Without its cause, which a logger could write out.
    const failed = new StepFailed(error);
    throw failed;
  }
}
