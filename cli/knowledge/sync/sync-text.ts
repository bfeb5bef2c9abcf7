import { DOCUMENT_CODES, type DocumentFinding } from '../../../domain/knowledge/document-finding';
import { failedOf, type SyncReport } from '../../../domain/knowledge/sync-report';
import { counted } from '../../terminal/counted';
import type { SkippedEntry } from './local-folder';
import type { SyncPlan } from './sync-plan';

/** Returns a line such as `2 new, 1 changed, 4 unchanged, 0 to delete`. Objects are documents and sidecars. */
export function planLine({ added, changed, unchanged, deleted }: SyncPlan, isDeleting: boolean): string {
  const others = isDeleting ? `${deleted.length} to delete` : `${deleted.length} only in the bucket`;
  return `Objects: ${added.length} new, ${changed.length} changed, ${unchanged} unchanged, ${others}.`;
}

/** Returns a line for each change: `+` new, `~` changed, `-` deleted. */
export function planLines({ added, changed, deleted }: SyncPlan, isDeleting: boolean): string[] {
  return [
    ...added.map(({ key }) => `+ ${key}`),
    ...changed.map(({ key }) => `~ ${key}`),
    ...(isDeleting ? deleted.map((key) => `- ${key}`) : []),
  ];
}

/** Returns two lines for each finding: the object with its code and the attribute or group concerned, then the remedy. */
export function findingLines(findings: readonly DocumentFinding[]): string[] {
  return findings.flatMap(({ code, key, about }) => [
    `${key}: ${code}${about === undefined ? '' : ` (${about})`}`,
    `  ${DOCUMENT_CODES[code] ?? 'The report is of a later version: update this command.'}`,
  ]);
}

/** Says which entries of the folder are not uploaded, by their reason. */
export function skippedLines(skipped: readonly SkippedEntry[]): string[] {
  return skipped.map(({ path, reason }) => `Skipped: ${path} (${reason})`);
}

/** Counts of Bedrock by the name of the Step Functions integration, in the words of a report. */
const STATISTICS: Readonly<Record<string, string>> = {
  NumberOfDocumentsScanned: 'scanned',
  NumberOfNewDocumentsIndexed: 'new',
  NumberOfModifiedDocumentsIndexed: 'changed',
  NumberOfMetadataDocumentsModified: 'with changed metadata',
  NumberOfDocumentsDeleted: 'deleted',
  NumberOfDocumentsFailed: 'failed',
};

/** Returns the report of a sync as lines of text. */
export function reportLines(report: SyncReport): string[] {
  const { job, status, statistics, failedDocuments, findings } = report;
  const counts = Object.entries(STATISTICS).flatMap(([name, words]) =>
    statistics[name] === undefined ? [] : [`${statistics[name]} ${words}`],
  );
  const unnamed = failedOf(report) - failedDocuments.length;
  return [
    `Sync ${job} is ${status}: ${counts.length > 0 ? `documents ${counts.join(', ')}` : 'no counts'}.`,
    ...failedDocuments.map((key) => `${key}: Bedrock could not index it`),
    ...(unnamed > 0 ? [`${counted(unnamed, 'document')} that Bedrock does not name: Bedrock could not index it`] : []),
    ...(failedDocuments.length > 0 || unnamed > 0
      ? ['  Try again with --again. If it fails again, convert the document, or read the job in the Bedrock console.']
      : []),
    ...findingLines(findings),
  ];
}

/** Returns a question such as `Delete 3 objects from bucket x in account y?`. */
export const deletionQuestion = (
  deleted: readonly string[],
  { bucket, account }: { readonly bucket: string; readonly account: string },
): string => `Delete ${counted(deleted.length, 'object')} from bucket ${bucket} in account ${account}?`;
