/** Settings of the inference function. */
export interface InferenceConfig {
  /**
   * Memory in MiB. Lambda assigns CPU in proportion.
   *
   * @limits 128 to 10240
   * @default 512
   * @example 1024
   */
  readonly memoryMiB?: number;

  /**
   * Timeout in seconds.
   *
   * @limits 10 to 900
   * @default 120
   * @example 300
   */
  readonly timeoutSeconds?: number;

  /**
   * Reserved concurrent executions, from the quota of the account, of which AWS keeps 100 unreserved. `false` reserves
   * none: the only choice in a new account, whose quota is 10.
   *
   * @limits 1 to 100000
   * @default 10
   * @example false
   */
  readonly reservedConcurrency?: number | false;

  /**
   * Retention of the log group in days.
   *
   * @limits a retention period of CloudWatch Logs, such as 30, 365 or 731
   * @default 30, or 365 with keepData
   * @example 90
   */
  readonly logRetentionDays?: number;

  /**
   * Largest request in bytes. Lambda accepts 6 MiB.
   *
   * @limits 1024 to 6291456
   * @default 4194304
   * @example 1048576
   */
  readonly maxRequestBytes?: number;
}
