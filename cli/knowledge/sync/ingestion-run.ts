import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { OperatorError } from '../../../domain/operator-error';
import { awsFailure } from '../../aws/aws-failure';
import { awsCallError, callAws } from '../../aws/call-aws';
import { clientConfig } from '../../aws/client-config';
import { type PollOptions, poll } from '../../aws/poll';
import { notDeployed } from '../../functions/function-failure';
import { parseJson } from '../../functions/parse-json';
import type { SyncTarget } from './sync-target';

/** Output of an execution of the ingestion workflow that succeeded: lib/knowledge/ingestion. */
export interface IngestionOutput {
  /** Key of the report. Absent if the documents were unchanged since the last sync. */
  readonly report?: string;
  /** Documents that Bedrock could not index. */
  readonly failed?: number;
  /** Documents and sidecars with a mistake. */
  readonly rejected?: number;
}

/** Remedies by the name of a failure of the workflow. */
const REMEDIES: Readonly<Record<string, string>> = {
  DocumentsNotChecked: 'Read the log of the ingestion function, then run the same command again with --again.',
  SyncFailed:
    'Read the job in the Bedrock console, under the data source, then run the same command again with --again.',
  Throttled: 'Wait a minute, then run the same command again with --again.',
  TimedOut:
    'Another sync runs for very long: look at it in the Bedrock console. Then run the same command again with --again.',
};

/** Starts and follows one execution of the ingestion workflow. */
export class IngestionRun {
  private readonly sfn: SFNClient;

  constructor(private readonly target: SyncTarget) {
    this.sfn = new SFNClient(clientConfig(target.region));
  }

  close(): void {
    this.sfn.destroy();
  }

  /**
   * @param again also tries documents that Bedrock could not index
   * @returns the ARN of the execution
   * @throws OperatorError
   */
  async start(again: boolean): Promise<string> {
    const { workflowArn, commands } = this.target;
    const { executionArn = '' } = await callAws(
      'states:StartExecution',
      () =>
        this.sfn.send(
          new StartExecutionCommand({ stateMachineArn: workflowArn, input: JSON.stringify(again ? { again } : {}) }),
        ),
      {
        subject: workflowArn,
        remedies: {
          StateMachineDoesNotExist: notDeployed(commands),
          'access-denied':
            'Assume the curator role, or add --no-wait: the uploads have started the same workflow already.',
        },
      },
    );
    return executionArn;
  }

  /** Waits for the end of an execution. @throws OperatorError if it fails, or cannot be followed */
  async follow(executionArn: string, options: PollOptions): Promise<IngestionOutput> {
    const end = await poll(
      async () => {
        const found = await this.sfn.send(new DescribeExecutionCommand({ executionArn }), {
          abortSignal: options.signal,
        });
        return found.status === 'RUNNING' || found.status === 'PENDING_REDRIVE' ? undefined : found;
      },
      options,
      notFollowed,
    );
    if (end.status === 'SUCCEEDED') return (parseJson(end.output ?? '{}') ?? {}) as IngestionOutput;
    throw ingestionFailed(end);
  }
}

const ingestionFailed = ({ status, error, cause, executionArn }: DescribeExecutionOutput) =>
  new OperatorError(
    'PB-KNOWLEDGE-011',
    `The sync ends ${error ?? status}${cause ? `: ${cause}` : '.'}`,
    REMEDIES[error ?? ''] ?? `Read the execution in the Step Functions console: ${executionArn}`,
  );

const notFollowed = (error: unknown) => {
  const { kind, remedy } = awsFailure(error);
  return awsCallError('states:DescribeExecution', error, {
    subject: 'a sync that continues',
    remedies: { [kind]: `${remedy} The sync does not depend on this command.` },
  });
};
