import { lossesOf, MetricsMissing } from '../../domain/fine-tuning/job/losses';
import { METRICS_FILES } from '../../domain/fine-tuning/job/metrics-files';
import type { MetricsRequest } from './contract';
import { ObjectMissing, type Objects, readText } from './objects';

/** Of a loss: at the first step that was measured, and at the last. */
export interface Course {
  readonly first: number;
  readonly last: number;
  readonly steps: number;
}

export interface MetricsResult {
  /** Whether the model may be deployed. */
  readonly good: boolean;
  /** Why not, as a sentence; empty when it is good. */
  readonly why: string;
  readonly training: Course;
  /** Null without a validation set. */
  readonly validation: Course | null;
}

/**
 * Reads what the job measured, and judges it: the loss on the validation set, or else the one in training, must not be
 * above the threshold of the manifest, and on the validation set not above where it began, which is nearest to what the
 * base model does there.
 *
 * @throws MetricsMissing
 */
export async function readMetrics(request: MetricsRequest, objects: Objects): Promise<MetricsResult> {
  const job = request.jobArn.split('/').at(-1);
  const folder = `${request.output}model-customization-job-${job}/`;
  const training = courseOf(lossesOf(await metrics(objects, folder + METRICS_FILES.training), 'training_loss'));
  const validation = request.validated
    ? courseOf(lossesOf(await metrics(objects, folder + METRICS_FILES.validation), 'validation_loss'))
    : null;
  const why = judged(training, validation, request.maxLoss);
  return { good: why === '', why, training, validation };
}

async function metrics(objects: Objects, key: string): Promise<string> {
  try {
    return await readText(objects, key);
  } catch (error) {
    if (!(error instanceof ObjectMissing)) throw error;
    const missing = new MetricsMissing(`the job left no ${key}`, { cause: error });
    throw missing;
  }
}

const courseOf = (losses: readonly number[]): Course => ({
  first: losses[0] ?? Number.NaN,
  last: losses.at(-1) ?? Number.NaN,
  steps: losses.length,
});

function judged(training: Course, validation: Course | null, maxLoss: number | null): string {
  const { last } = validation ?? training;
  const which = validation ? 'on the validation set' : 'in training';
  if (maxLoss !== null && last > maxLoss) return `the last loss ${which} is ${last}, above ${maxLoss}`;
  if (validation && validation.last > validation.first) {
    return `the loss on the validation set went up, from ${validation.first} to ${validation.last}`;
  }
  return '';
}
