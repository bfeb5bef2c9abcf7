import { countFindings, type DatasetReport } from '../../domain/fine-tuning/dataset/report';
import { validateDataset } from '../../domain/fine-tuning/dataset/validate-dataset';
import { inputsOf, type Job, JobDigest, jobOf } from '../../domain/fine-tuning/job/job-digest';
import { type Manifest, parseManifest } from '../../domain/fine-tuning/job/manifest';
import { PREFIXES } from '../../domain/fine-tuning/prefixes';
import type { JobRequest, ValidateRequest } from './contract';
import { digestedFile } from './digested-file';
import { jobRequest } from './job-request';
import { type Objects, readText } from './objects';
import type { Settings } from './settings';

/** Result of the step. The workflow continues with it. */
export interface ValidateResult {
  /** True if the job may start. */
  readonly fit: boolean;
  readonly name: string;
  readonly output: string;
  readonly validated: boolean;
  readonly maxLoss: number | null;
  /** S3 URI of the report. The report has lines and codes, but no text of the examples. */
  readonly report: string;
  readonly errors: number;
  readonly warnings: number;
  readonly records: number;
  /** Estimate. */
  readonly trainingTokens: number;
  readonly request: JobRequest;
}

/** Most findings of one code in the report. */
const LIMIT = 100;

/**
 * Reads manifest and dataset, writes the report and prepares the job. If the dataset is fit, copies the validated bytes to a
 * prefix that the job reads and that tuners cannot write.
 *
 * @throws ManifestError if the manifest is wrong
 * @throws ObjectMissing if the manifest or one of its files does not exist
 * @throws ObjectChanged if a file was replaced during the validation
 */
export async function validateStep(
  request: ValidateRequest,
  objects: Objects,
  settings: Settings,
): Promise<ValidateResult> {
  const manifest = parseManifest(await readText(objects, request.manifest), settings.baseModels);
  const { model, training, validation, hyperParameters } = manifest;
  const digest = new JobDigest();
  const mediaIn = `${settings.bucket}/${PREFIXES.datasets}`;
  const file = (key: string) => digestedFile(objects, key, digest, settings.bucket);
  const files = { training: file(training), ...(validation && { validation: file(validation) }) };
  const report = await validateDataset(files, model, {
    limit: LIMIT,
    mediaIn,
    ...(hyperParameters.epochCount && { epochs: hyperParameters.epochCount }),
  });
  const job = jobOf(digest.of(manifest, report.training.bytes), settings.deployment);
  const key = `${PREFIXES.artifacts}reports/${job.name}.json`;
  await objects.write(key, JSON.stringify(report, null, 2));
  if (report.ok) {
    const inputs = inputsOf(job);
    await objects.copy(training, files.training.etag(), inputs.training);
    if (validation && files.validation) await objects.copy(validation, files.validation.etag(), inputs.validation);
  }
  return result(report, `s3://${settings.bucket}/${key}`, job, manifest, settings);
}

function result(report: DatasetReport, uri: string, job: Job, manifest: Manifest, settings: Settings): ValidateResult {
  const { training, validation, ok, trainingTokens } = report;
  const files = validation ? [training, validation] : [training];
  const all = (severity: 'error' | 'warning') => files.reduce((sum, file) => sum + countFindings(severity, file), 0);
  return {
    fit: ok,
    name: job.name,
    output: job.output,
    validated: validation !== undefined,
    maxLoss: manifest.maxLoss ?? null,
    report: uri,
    errors: all('error'),
    warnings: all('warning'),
    records: training.records,
    trainingTokens,
    request: jobRequest(job, manifest, settings),
  };
}
