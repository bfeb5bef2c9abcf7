import { countOf, type Report } from '../../domain/fine-tuning/dataset/report';
import { validateDataset } from '../../domain/fine-tuning/dataset/validate-dataset';
import { inputsOf, type Job, JobDigest, jobOf } from '../../domain/fine-tuning/job/job-digest';
import { type Manifest, parseManifest } from '../../domain/fine-tuning/job/manifest';
import { PREFIXES } from '../../domain/fine-tuning/prefixes';
import type { CheckRequest } from './contract';
import { digestedFile } from './digested-file';
import { jobRequest } from './job-request';
import { type Objects, readText } from './objects';
import type { Settings } from './settings';

/** What the workflow goes on with. */
export interface CheckResult {
  /** Whether the job may be started. */
  readonly fit: boolean;
  readonly name: string;
  readonly output: string;
  readonly validated: boolean;
  readonly maxLoss: number | null;
  /** Where the report lies, `s3://…`. It names lines and codes, and holds nothing of the examples. */
  readonly report: string;
  readonly errors: number;
  readonly warnings: number;
  readonly records: number;
  /** Estimated. */
  readonly trainingTokens: number;
  readonly request: ReturnType<typeof jobRequest>;
}

/** Findings of each code that the report lists. */
const LIMIT = 100;

/**
 * Reads manifest and dataset, writes the report, and prepares the job. Of a dataset that is fit, the very bytes that were read
 * are copied to where the job will find them, and whoever uploads datasets cannot write.
 *
 * @throws ManifestError when the manifest is wrong, ObjectMissing when it or a file that it names is not there, ObjectChanged
 * when a file was replaced while it was being read
 */
export async function checkDataset(request: CheckRequest, objects: Objects, settings: Settings): Promise<CheckResult> {
  const manifest = parseManifest(await readText(objects, request.manifest), settings.baseModels);
  const { model, training, validation, hyperParameters } = manifest;
  const digest = new JobDigest();
  const mediaIn = `${settings.bucket}/${PREFIXES.datasets}`;
  const file = (key: string) =>
    digestedFile(objects, key, digest, model, { bucket: settings.bucket, mediaIn, limit: LIMIT });
  const files = { training: file(training), ...(validation && { validation: file(validation) }) };
  const report = await validateDataset(files, model, {
    limit: LIMIT,
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

function result(report: Report, uri: string, job: Job, manifest: Manifest, settings: Settings): CheckResult {
  const { training, validation, ok, trainingTokens } = report;
  const files = validation ? [training, validation] : [training];
  const all = (severity: 'error' | 'warning') => files.reduce((sum, file) => sum + countOf(severity, file), 0);
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
