import { findBaseModel } from '../../domain/models/base-models';
import type { CompareRequest } from './contract';

type Json = Readonly<Record<string, unknown>>;

/** Error of a job that has the name of a request, but was started with something else. It quotes no value. */
export class JobOfAnotherRequest extends Error {
  override readonly name = 'JobOfAnotherRequest';

  constructor(job: string, fields: readonly string[]) {
    super(
      `the job ${job} differs from what this workflow starts in ${fields.join(', ')}. ` +
        'Find out who started it, and use another attempt.',
    );
  }
}

/**
 * Compares a job that was found by its name with the request that the workflow would have sent. Anybody who can start jobs
 * can choose the name of a job.
 *
 * @throws JobOfAnotherRequest
 */
export function compareJob({ request, job }: CompareRequest): void {
  const differing = Object.entries(COMPARED)
    .filter(([, isSame]) => !isSame(job, request))
    .map(([field]) => field);
  if (differing.length > 0) throw new JobOfAnotherRequest(request.JobName, differing);
}

/**
 * Comparisons by field of GetModelCustomizationJob, with the names of Step Functions. The response has no tags: the role of
 * the workflow stops and deploys only what carries the tag of its deployment.
 * Source: Amazon Bedrock API Reference, GetModelCustomizationJob.
 */
const COMPARED: Readonly<Record<string, (job: Json, request: CompareRequest['request']) => boolean>> = {
  JobName: (job, request) => job.JobName === request.JobName,
  OutputModelName: (job, request) => job.OutputModelName === request.CustomModelName,
  RoleArn: (job, request) => job.RoleArn === request.RoleArn,
  BaseModelArn: (job, request) => isOfModel(job.BaseModelArn, request.BaseModelIdentifier),
  CustomizationType: (job, request) => job.CustomizationType === request.CustomizationType,
  OutputModelKmsKeyArn: (job, request) => job.OutputModelKmsKeyArn === request.CustomModelKmsKeyId,
  TrainingDataConfig: (job, request) => same(job.TrainingDataConfig, request.TrainingDataConfig),
  ValidationDataConfig: (job, { ValidationDataConfig }) =>
    same(validatorsOf(job.ValidationDataConfig), validatorsOf(ValidationDataConfig)),
  OutputDataConfig: (job, request) => same(job.OutputDataConfig, request.OutputDataConfig),
  HyperParameters: (job, request) =>
    sameNumbers(job.HyperParameters, request.HyperParameters, request.BaseModelIdentifier),
  VpcConfig: (job, request) => same(sorted(job.VpcConfig), sorted(request.VpcConfig)),
};

/** AWS does not document if the ARN keeps the context length of the identifier, as in `…:300k`: both forms are of the model. */
const isOfModel = (arn: unknown, identifier: string): boolean =>
  typeof arn === 'string' && findBaseModel(arn) !== undefined && findBaseModel(arn) === findBaseModel(identifier);

/** Compares by value: `1e-05` is `0.00001`. AWS does not document if the response names defaults: a default may be added. */
function sameNumbers(found: unknown, asked: Readonly<Record<string, string>>, identifier: string): boolean {
  const known = findBaseModel(identifier)?.hyperparameters ?? {};
  const values = (found ?? {}) as Readonly<Record<string, unknown>>;
  const expected = (name: string) => (Object.hasOwn(asked, name) ? Number(asked[name]) : known[name]?.default);
  return [...new Set([...Object.keys(asked), ...Object.keys(values)])].every((name) => {
    const value = Object.hasOwn(values, name) ? Number(values[name]) : known[name]?.default;
    return value !== undefined && value === expected(name);
  });
}

const validatorsOf = (config: unknown): unknown =>
  (config as { readonly Validators?: unknown } | undefined)?.Validators ?? [];

/** Sorts the lists of an object: subnets and security groups have no order. */
const sorted = (value: unknown): unknown =>
  Object.fromEntries(
    Object.entries((value ?? {}) as Json).map(([name, list]) => [name, Array.isArray(list) ? [...list].sort() : list]),
  );

/** Compares JSON; the order of properties does not count. */
const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  ) ?? '';
