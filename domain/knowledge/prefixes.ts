/** Prefixes of the documents bucket. Only `documents` is ingested. */
export const KNOWLEDGE_PREFIXES = { documents: 'documents/', syncReports: 'sync-reports/' } as const;

/** Object that says what `sync` has uploaded: the only one beside the documents that a curator writes. */
export const UPLOAD_MANIFEST_KEY = `${KNOWLEDGE_PREFIXES.syncReports}manifest.json`;
