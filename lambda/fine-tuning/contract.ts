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
} as const;

/** Request of a state of the workflow. */
export type StepRequest = ValidateRequest | MetricsRequest;

/** Request to validate the files of a manifest and to prepare the job. */
export interface ValidateRequest {
  readonly step: 'validate-dataset';
  /** Key of the manifest, below `datasets/`. */
  readonly manifest: string;
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
