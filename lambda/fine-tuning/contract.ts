/** Environment variables of the function of the tuning workflow. The construct sets them. */
export const ENV = {
  deployment: 'DEPLOYMENT',
  /** Bucket that the function reads and writes. */
  bucket: 'BUCKET',
  /** JSON list of the base models that may be tuned. */
  baseModels: 'BASE_MODELS',
  /** Role of the customization jobs. */
  roleArn: 'CUSTOMIZATION_ROLE_ARN',
  /** Key that encrypts the custom models. */
  keyArn: 'MODEL_KEY_ARN',
  /** JSON list of the subnets of the jobs' network interfaces. */
  subnetIds: 'SUBNET_IDS',
  securityGroupId: 'SECURITY_GROUP_ID',
  /** Most jobs that are started in a calendar month, UTC. */
  maxJobsPerMonth: 'MAX_JOBS_PER_MONTH',
} as const;

/** Request of a state of the workflow. */
export type StepRequest = ValidateRequest | CompareRequest | ReserveRequest | MetricsRequest;

/** Request to validate the files of a manifest and to prepare the job. */
export interface ValidateRequest {
  readonly step: 'validate-dataset';
  /** Key of the manifest, below `datasets/`. */
  readonly manifest: string;
}

/** Request to compare a job that was found by its name with the request that the workflow would have sent. */
export interface CompareRequest {
  readonly step: 'compare-job';
  readonly request: JobRequest;
  /** Response of GetModelCustomizationJob, as Step Functions spells it. */
  readonly job: Readonly<Record<string, unknown>>;
}

/** Request to take one of the places that a month has for jobs. */
export interface ReserveRequest {
  readonly step: 'reserve-job';
  /** Name of the job. */
  readonly name: string;
  /** Start of the execution, in ISO 8601, UTC. */
  readonly time: string;
}

/** Request to evaluate the losses of a finished job. */
export interface MetricsRequest {
  readonly step: 'read-metrics';
  readonly jobArn: string;
  /** Prefix of the job's output, such as `artifacts/<name>/`. */
  readonly output: string;
  readonly validated: boolean;
  /** Largest accepted last loss. Null accepts any. */
  readonly maxLoss: number | null;
}

/** Request of CreateModelCustomizationJob, with the parameter names of Step Functions. */
export interface JobRequest {
  readonly JobName: string;
  readonly CustomModelName: string;
  readonly ClientRequestToken: string;
  readonly RoleArn: string;
  readonly BaseModelIdentifier: string;
  readonly CustomizationType: 'FINE_TUNING';
  readonly CustomModelKmsKeyId: string;
  readonly TrainingDataConfig: S3Location;
  readonly ValidationDataConfig?: { readonly Validators: readonly S3Location[] };
  readonly OutputDataConfig: S3Location;
  readonly HyperParameters: Readonly<Record<string, string>>;
  readonly VpcConfig: { readonly SubnetIds: readonly string[]; readonly SecurityGroupIds: readonly string[] };
  readonly JobTags: readonly Tag[];
  readonly CustomModelTags: readonly Tag[];
}

interface S3Location {
  readonly S3Uri: string;
}

interface Tag {
  readonly Key: string;
  readonly Value: string;
}
