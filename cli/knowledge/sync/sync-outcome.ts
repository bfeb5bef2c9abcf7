import { failedOf, type SyncReport } from '../../../domain/knowledge/sync-report';
import { counted } from '../../terminal/counted';
import type { IngestionOutput } from './ingestion-run';
import type { SyncPlan } from './sync-plan';
import { reportLines } from './sync-text';

/** End of the command after the upload: for programs, for people, and for the exit code. */
export interface SyncOutcome {
  readonly json: object;
  readonly lines: readonly string[];
  /** True if the last sync that is known has left documents out. */
  readonly hasFailures: boolean;
}

/** Returns true if a document is not indexed, or nobody can see it. */
const hasFailures = (report: SyncReport): boolean =>
  report.findings.length > 0 || report.failedDocuments.length > 0 || failedOf(report) > 0;

/** Outcome of an execution that the command has followed. @param report what is in the bucket; undefined if there is none */
export function followed(output: IngestionOutput, report: SyncReport | undefined): SyncOutcome {
  if (output.report === undefined) return unchanged(report);
  if (report) return { json: { sync: report }, lines: reportLines(report), hasFailures: hasFailures(report) };
  const { failed = 0, rejected = 0 } = output;
  return {
    json: { sync: output },
    lines: [
      `The sync has ended, but its report ${output.report} is not in the bucket. ` +
        `Bedrock could not index ${counted(failed, 'document')}; ${counted(rejected, 'object')} had a mistake.`,
    ],
    hasFailures: failed + rejected > 0,
  };
}

/** Outcome of an execution that found nothing to sync. @param latest report of the last sync that had something */
function unchanged(latest: SyncReport | undefined): SyncOutcome {
  if (!latest || !hasFailures(latest)) {
    return {
      json: { sync: 'unchanged' },
      lines: ['Synced: the knowledge base has these documents already.'],
      hasFailures: false,
    };
  }
  return {
    json: { sync: 'unchanged', lastSync: latest },
    lines: ['Unchanged since the last sync, which has left documents out:', ...reportLines(latest)],
    hasFailures: true,
  };
}

/**
 * Outcome without an execution, since nothing is to be uploaded.
 *
 * @param isSynced false if no sync has ended since an upload
 * @param isHeldBack true if files of the folder are not uploaded, or seen by nobody
 */
export function notStarted(latest: SyncReport | undefined, isSynced: boolean, isHeldBack: boolean): SyncOutcome {
  if (latest && hasFailures(latest)) {
    return {
      json: { sync: 'not started', lastSync: latest },
      lines: [
        'Nothing was uploaded: the bucket has these documents already. The last sync has left documents out:',
        ...reportLines(latest),
      ],
      hasFailures: true,
    };
  }
  const line = `Nothing was uploaded: the bucket has ${isHeldBack ? 'the other' : 'these'} documents already.`;
  if (!isSynced) {
    const more = 'No sync has ended since they were uploaded.';
    return { json: { sync: 'not started' }, lines: [`${line} ${more}`], hasFailures: false };
  }
  const all = 'Nothing to do: the bucket has these documents already. Nothing was uploaded.';
  return { json: { sync: 'not started' }, lines: [isHeldBack ? line : all], hasFailures: false };
}

/** Outcome of a command that does not wait. @param isStarted true if the command itself has started the workflow */
export function notFollowed({ added, changed, deleted }: SyncPlan, isStarted: boolean): SyncOutcome {
  const done = [
    ...(added.length + changed.length > 0 ? [`uploaded ${counted(added.length + changed.length, 'object')}`] : []),
    ...(deleted.length > 0 ? [`deleted ${counted(deleted.length, 'object')}`] : []),
  ].join(' and ');
  const started = isStarted ? 'Started the ingestion workflow' : 'This has started the ingestion workflow';
  const did = done === '' ? '' : `${done[0]?.toUpperCase()}${done.slice(1)}. `;
  return {
    json: { sync: 'not followed' },
    lines: [`${did}${started}, which writes its report below sync-reports/.`],
    hasFailures: false,
  };
}
