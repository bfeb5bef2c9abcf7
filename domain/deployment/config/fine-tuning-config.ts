/** Settings of fine-tuning. */
export interface FineTuningConfig {
  /**
   * Base models that can be customized.
   *
   * @limits at least 1, can be fine-tuned in the Region
   * @example ['amazon.nova-lite-v1:0']
   */
  readonly baseModels: readonly [string, ...string[]];

  /**
   * Denies every read and write of training data from outside the VPC, except by the break-glass role.
   *
   * @default false
   * @example true
   */
  readonly vpcOnly?: boolean;

  /**
   * Most customization jobs that the workflow starts in a calendar month (UTC), whatever becomes of them. Another attempt
   * at the same examples is another job.
   *
   * @limits 1 to 100
   * @default 10
   * @example 25
   */
  readonly maxJobsPerMonth?: number;

  /**
   * Days during which no object version can be deleted (S3 Object Lock, governance mode). Requires `keepData`, and must
   * be chosen before the bucket is created.
   *
   * @limits 1 to 36500
   * @default - no Object Lock
   * @example 30
   */
  readonly objectLockDays?: number;
}

/** Default of `maxJobsPerMonth`: some attempts at a few datasets. */
export const DEFAULT_MAX_JOBS_PER_MONTH = 10;
