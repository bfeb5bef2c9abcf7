import { lossesOf, MetricsMissing } from '../../domain/fine-tuning/job/losses';
import { METRICS_FILES } from '../../domain/fine-tuning/job/metrics-files';
import type { MetricsRequest } from './contract';
import { ObjectMissing, type Objects, readText } from './objects';

/** Loss at the first and at the last measured step. */
export interface Course {
  readonly first: number;
  readonly last: number;
  readonly steps: number;
}

export interface MetricsResult {
  /** True if the model may be deployed. */
  readonly good: boolean;
  /** Reason if it may not; otherwise empty. */
  readonly why: string;
  readonly training: Course;
  /** Null without a validation set. */
  readonly validation: Course | null;
}

/**
 * Reads and evaluates the metrics of a job. The last loss must not exceed the manifest's threshold: the loss on the
 * validation set if there is one, otherwise the training loss. The loss on the validation set must also not rise above its
 * first value, which is closest to the base model's.
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
  const why = reasonAgainst(training, validation, request.maxLoss);
  return { good: why === '', why, training, validation };
}

async function metrics(objects: Objects, key: string): Promise<string> {
  try {
    return await readText(objects, key);
  } catch (error) {
    if (!(error instanceof ObjectMissing)) throw error;
    const missing = new MetricsMissing(`the job wrote no ${key}`, { cause: error });
    throw missing;
  }
}

const courseOf = (losses: readonly number[]): Course => ({
  first: losses[0] ?? Number.NaN,
  last: losses.at(-1) ?? Number.NaN,
  steps: losses.length,
});

function reasonAgainst(training: Course, validation: Course | null, maxLoss: number | null): string {
  const { last } = validation ?? training;
  const which = validation ? 'on the validation set' : 'in training';
  if (maxLoss !== null && last > maxLoss) return `the last loss ${which} is ${last}, which exceeds ${maxLoss}`;
  if (validation && validation.last > validation.first) {
    return `the loss on the validation set rose from ${validation.first} to ${validation.last}`;
  }
  return '';
}
