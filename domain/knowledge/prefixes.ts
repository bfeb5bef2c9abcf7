/** Prefixes of the documents bucket. Only `documents` is ingested. */
export const KNOWLEDGE_PREFIXES = { documents: 'documents/', syncReports: 'sync-reports/' } as const;
