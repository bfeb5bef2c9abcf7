import type { DocumentFinding } from './document-finding';

/** Report of one sync, as JSON below `sync-reports/`. It names documents and never holds a piece of one. */
export interface SyncReport {
  readonly job: string;
  /** Status of the ingestion job, such as `COMPLETE`. */
  readonly status: string;
  /** Inventory that was synced. */
  readonly inventory: string;
  /** Counts of Bedrock, such as `NumberOfDocumentsScanned`. */
  readonly statistics: Readonly<Record<string, number>>;
  /** Keys of documents that Bedrock names in its reasons for failures. */
  readonly failedDocuments: readonly string[];
  /** Documents and sidecars with a mistake. */
  readonly findings: readonly DocumentFinding[];
}

/** Number of documents that Bedrock could not index. */
export const failedOf = ({ statistics }: Pick<SyncReport, 'statistics'>): number =>
  statistics.NumberOfDocumentsFailed ?? 0;

/**
 * Returns the keys of documents that the reasons of an ingestion job name, without any other part of the reasons: they can
 * quote a document.
 *
 * @param keys all documents of the bucket
 */
export const documentsNamedIn = (reasons: readonly string[], keys: readonly string[]): string[] =>
  keys.filter((key) => reasons.some((reason) => reason.includes(key)));
