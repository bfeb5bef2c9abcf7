/** Prefixes of the documents bucket. Only `documents` is ingested. */
export const KNOWLEDGE_PREFIXES = { documents: 'documents/', syncReports: 'sync-reports/' } as const;

/** Object that says what `sync` has uploaded: the only one beside the documents that a curator writes. */
export const UPLOAD_MANIFEST_KEY = `${KNOWLEDGE_PREFIXES.syncReports}manifest.json`;

/** Report of the last sync that has ended. Reports have their jobs as names, and nobody can list them by time. */
export const LATEST_REPORT_KEY = `${KNOWLEDGE_PREFIXES.syncReports}latest.json`;
