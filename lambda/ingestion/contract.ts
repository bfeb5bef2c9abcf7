/**
 * Contract between the constructs, the ingestion function and its workflow: environment variables, steps, results.
 * Imports neither CDK nor SDK, so that all sides compile against this file.
 */

/** Environment variables of the function. The construct sets them. */
export const ENV = {
  /** Bucket of the documents. */
  bucket: 'BUCKET',
  /** JSON list of the groups of all audiences. */
  groups: 'GROUPS',
} as const;

/** Request of a state of the workflow. */
export type StepRequest = CheckRequest | ReportRequest;

/** Request to check the documents before a sync. */
export interface CheckRequest {
  readonly step: 'check-documents';
}

/** Documents of the bucket at one time. */
export interface CheckResult {
  /** Digest of everything that can be indexed: `sha256:` and 64 hexadecimal digits. */
  readonly inventory: string;
  /** Documents that can be indexed. */
  readonly documents: number;
  /** Documents and sidecars with a mistake. */
  readonly rejected: number;
}

/** Request to write the report of a sync that has ended, and to see whether the documents have changed meanwhile. */
export interface ReportRequest {
  readonly step: 'report-sync';
  /** Inventory that was synced. */
  readonly inventory: string;
  readonly job: SyncJob;
}

/** Ingestion job as the workflow hands it over: GetIngestionJob, with the names of the Step Functions integration. */
export interface SyncJob {
  readonly IngestionJobId: string;
  readonly Status: string;
  readonly Statistics?: Readonly<Record<string, number>>;
  /** Reasons of Bedrock. They can quote names of documents. */
  readonly FailureReasons?: readonly string[];
}

export interface ReportResult {
  /** Key of the report, below `sync-reports/`. */
  readonly report: string;
  /** Documents that Bedrock could not index. */
  readonly failed: number;
  /** Documents and sidecars with a mistake. */
  readonly rejected: number;
  /** True if the documents have changed since the sync began. */
  readonly changed: boolean;
}
