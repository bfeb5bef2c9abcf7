import { setTimeout as pause } from 'node:timers/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { SyncReport } from '../../domain/knowledge/sync-report';
import { OperatorError } from '../../domain/operator-error';
import type { Clients } from '../clients';

/** End of one execution of the ingestion workflow. */
export interface SyncEnd {
  /** `Synced`, `Synced with failures` or `Unchanged`. */
  readonly state: string;
  readonly statistics: Readonly<Record<string, number>>;
}

interface Output {
  readonly report?: string;
  readonly failed?: number;
  readonly rejected?: number;
}

/** Starts the ingestion workflow, waits for its end and reads its report. @throws OperatorError if it fails */
export async function syncDocuments(stateMachineArn: string, bucket: string, clients: Clients): Promise<SyncEnd> {
  const { executionArn } = await clients.sfn.send(new StartExecutionCommand({ stateMachineArn }));
  for (;;) {
    const found = await clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (found.status === 'SUCCEEDED') return endOf(JSON.parse(found.output ?? '{}') as Output, bucket, clients);
    if (found.status !== 'RUNNING') {
      throw new OperatorError(
        'PB-SANDBOX-035',
        `The sync of the documents ends ${found.error ?? found.status}: ${found.cause ?? 'no cause'}`,
        'Read .sandbox/logs/stand-in-aws.log. If it fails again, report a bug of the sandbox.',
      );
    }
    await pause(100);
  }
}

async function endOf({ report, failed = 0, rejected = 0 }: Output, Bucket: string, { s3 }: Clients): Promise<SyncEnd> {
  if (report === undefined) return { state: 'Unchanged', statistics: {} };
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: report }));
  const { statistics } = JSON.parse((await Body?.transformToString()) ?? '{}') as SyncReport;
  return { state: failed + rejected > 0 ? 'Synced with failures' : 'Synced', statistics };
}
