/** Proof that the data of a consultation was deleted. It contains no patient data and no clinician id. */
export interface PurgeRecord {
  readonly version: 1;
  /** Id of the consultation. */
  readonly consultation: string;
  /** Name of the job. @default - no job was started */
  readonly job?: string;
  /** Name of the end of the execution, such as `Signed` or `JobFailed`. */
  readonly outcome: string;
  /** Code that says why, such as `TooLong` of AudioRejected. @default - the outcome says all */
  readonly reason?: string;
  /** Time in ISO 8601, UTC. */
  readonly purgedAt: string;
  /** Numbers of deleted objects. */
  readonly deleted: {
    readonly audio: number;
    readonly outputs: number;
    readonly drafts: number;
    readonly signed: number;
  };
  /** Record of the job at HealthScribe. */
  readonly jobRecord: 'deleted' | 'absent';
  /** Signature that ended the wait. @default - nobody signed */
  readonly signed?: { readonly draftSha256: string; readonly signedAt: string };
}
