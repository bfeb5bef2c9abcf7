/** Environment of the function of the tuning workflow, between its construct and its code. */
export const ENV = {
  deployment: 'DEPLOYMENT',
  /** The one bucket that it reads and writes. */
  bucket: 'BUCKET',
  /** JSON list of the ids of the base models that may be tuned. */
  baseModels: 'BASE_MODELS',
  /** What jobs run as. */
  roleArn: 'CUSTOMIZATION_ROLE_ARN',
  /** Encrypts the custom models. */
  keyArn: 'MODEL_KEY_ARN',
  /** JSON list: where jobs place their interfaces. */
  subnetIds: 'SUBNET_IDS',
  securityGroupId: 'SECURITY_GROUP_ID',
} as const;

/** What a state of the workflow asks the function. */
export type StepRequest = CheckRequest | MetricsRequest;

/** May a job be started with what this manifest names? */
export interface CheckRequest {
  readonly step: 'check-dataset';
  /** Key of the manifest, below `datasets/`. */
  readonly manifest: string;
}

/** What became of the model's losses while it was trained? */
export interface MetricsRequest {
  readonly step: 'read-metrics';
  readonly jobArn: string;
  /** Where the job wrote, such as `artifacts/<name>/`. */
  readonly output: string;
  readonly validated: boolean;
  /** The most that the last loss may be. Null: any. */
  readonly maxLoss: number | null;
}
