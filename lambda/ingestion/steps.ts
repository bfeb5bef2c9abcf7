import { type CheckedDocuments, checkDocuments, type DocumentObject } from '../../domain/knowledge/documents';
import { inventoryDigest } from '../../domain/knowledge/inventory';
import { KNOWLEDGE_PREFIXES, LATEST_REPORT_KEY } from '../../domain/knowledge/prefixes';
import { documentsNamedIn, failedOf, type SyncReport } from '../../domain/knowledge/sync-report';
import { StepFailed } from '../shared/step-failed';
import type { CheckResult, ReportRequest, ReportResult, StepRequest } from './contract';
import type { Documents } from './documents';

/**
 * Runs a step of the workflow.
 *
 * @throws StepFailed for any error: its own message could quote a document
 */
export async function runStep(
  request: StepRequest,
  documents: Documents,
  groups: readonly string[],
): Promise<CheckResult | ReportResult> {
  try {
    return await (request.step === 'check-documents'
      ? checkStep(documents, groups)
      : reportStep(request, documents, groups));
  } catch (error) {
    // Without its cause, which a logger could write out.
    const failed = new StepFailed(error);
    throw failed;
  }
}

/** Looks at the bucket in one check. Each but the last ends with the sidecars that it writes. */
const MOST_LOOKS = 3;

/**
 * Checks all documents and writes the sidecars that are missing, so that each document that is indexed says who may see
 * it. The inventory is that of a look after which nothing had to be written, since it has the version of each sidecar. If
 * there is none, uploads go on: the step after the sync sees that, too.
 */
export async function checkStep(documents: Documents, groups: readonly string[]): Promise<CheckResult> {
  for (let looks = 1; ; looks += 1) {
    const checked = await check(await documents.list(), documents, groups);
    const { good, findings, sidecars } = checked;
    if (sidecars.length === 0 || looks === MOST_LOOKS) {
      return { inventory: digestOf(checked), documents: good.length, rejected: findings.length };
    }
    for (const sidecar of sidecars) await documents.writeSidecar(sidecar);
  }
}

/**
 * Writes the report of a sync. The documents have changed if their inventory is not the one that was synced, also if each is
 * now what it was then: Bedrock can have read what was between.
 */
export async function reportStep(
  { inventory, job }: ReportRequest,
  documents: Documents,
  groups: readonly string[],
): Promise<ReportResult> {
  const objects = await documents.list();
  const current = await check(objects, documents, groups);
  const statistics = job.Statistics ?? {};
  const report: SyncReport = {
    job: job.IngestionJobId,
    status: job.Status,
    inventory,
    statistics,
    failedDocuments: documentsNamedIn(
      job.FailureReasons ?? [],
      objects.map(({ key }) => key),
    ),
    findings: current.findings,
  };
  const key = `${KNOWLEDGE_PREFIXES.syncReports}${job.IngestionJobId}.json`;
  for (const name of [key, LATEST_REPORT_KEY]) {
    await documents.writeReport(name, JSON.stringify(report, undefined, 2));
  }
  return {
    report: key,
    failed: failedOf(report),
    rejected: current.findings.length,
    changed: digestOf(current) !== inventory,
  };
}

/** Findings count as well: a file with a new mistake leads to a sync, which reports it. */
const digestOf = ({ inventory, findings }: CheckedDocuments): string =>
  inventoryDigest([...inventory, ...findings.map(({ key, code, about }) => ({ key, version: `${code} ${about}` }))]);

const check = (
  objects: readonly DocumentObject[],
  documents: Documents,
  groups: readonly string[],
): Promise<CheckedDocuments> => checkDocuments(objects, groups, (object) => documents.read(object));
