import { callTask, count, functionTask, MINUTE, recordFailure, type States, zero } from '../../workflow/states';
import { fail, type IngestionProps } from './ingestion-props';

/** Seconds between two looks at a job, and before another start after a job of somebody else. */
const PAUSE = 30;

/** Rounds of one execution. Each ends with a job, or waits for that of another execution. */
const MOST_ROUNDS = 40;

/** Looks at one job: six hours. */
const MOST_LOOKS = (6 * 60 * MINUTE) / PAUSE;

/** States that run one ingestion job and report it. */
export function syncStates({ partition, functionArn, knowledgeBaseId, dataSourceId }: IngestionProps): States {
  return {
    'Start sync': callTask(
      partition,
      'bedrockagent:startIngestionJob',
      {
        Parameters: {
          KnowledgeBaseId: knowledgeBaseId,
          DataSourceId: dataSourceId,
          'Description.$': '$.check.inventory',
          // The same for two executions that see the same documents and the same latest job, and for a retry after a lost
          // answer: Bedrock then returns the job that exists. Another one after it has failed.
          'ClientToken.$':
            "States.Hash(States.Format('{} {}', $.check.inventory, $.latest.IngestionJobSummaries[0].IngestionJobId), 'SHA-256')",
        },
      },
      {
        result: '$.job',
        next: 'Begin polling sync',
        failures: {
          'BedrockAgent.ConflictException': 'Count round of another sync',
          'BedrockAgent.ServiceQuotaExceededException': 'Count round of another sync',
          'BedrockAgent.ThrottlingException': 'Fail: throttled',
          'States.ALL': 'Fail: sync not started',
        },
      },
    ),
    'Fail: throttled': fail('Throttled'),
    'Fail: sync not started': fail('SyncNotStarted'),
    'Count round of another sync': count('rounds', 'May it wait for another sync?'),
    'May it wait for another sync?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.rounds.count', NumericGreaterThanEquals: MOST_ROUNDS, Next: 'Fail: timed out' }],
      Default: 'Wait for another sync',
    },
    'Wait for another sync': { Type: 'Wait', Seconds: PAUSE, Next: 'Check documents' },
    'Begin polling sync': zero('looks', 'Wait for sync'),
    'Wait for sync': { Type: 'Wait', Seconds: PAUSE, Next: 'Get sync' },
    'Get sync': callTask(
      partition,
      'bedrockagent:getIngestionJob',
      {
        Parameters: {
          KnowledgeBaseId: knowledgeBaseId,
          DataSourceId: dataSourceId,
          'IngestionJobId.$': '$.job.IngestionJob.IngestionJobId',
        },
      },
      {
        result: '$.job',
        next: 'Check sync status',
        failures: { 'States.ALL': 'Fail: sync not followed' },
      },
    ),
    'Fail: sync not followed': fail('SyncNotFollowed'),
    'Check sync status': {
      Type: 'Choice',
      Choices: [
        { Variable: '$.job.IngestionJob.Status', StringEquals: 'COMPLETE', Next: 'Report sync' },
        { Variable: '$.job.IngestionJob.Status', StringEquals: 'FAILED', Next: 'Fail: sync failed' },
        { Variable: '$.job.IngestionJob.Status', StringEquals: 'STOPPED', Next: 'Fail: sync failed' },
        { Variable: '$.looks.count', NumericGreaterThanEquals: MOST_LOOKS, Next: 'Fail: timed out' },
      ],
      Default: 'Count look',
    },
    'Count look': count('looks', 'Wait for sync'),
    'Fail: sync failed': recordFailure(
      'SyncFailed',
      { 'cause.$': "States.Format('Job {} is {}', $.job.IngestionJob.IngestionJobId, $.job.IngestionJob.Status)" },
      'Publish failure',
    ),
    'Fail: timed out': recordFailure(
      'TimedOut',
      { cause: 'A sync did not end in time. Start another execution when it has ended.' },
      'Publish failure',
    ),
    'Report sync': functionTask(
      functionArn,
      { step: 'report-sync', 'inventory.$': '$.check.inventory', 'job.$': '$.job.IngestionJob' },
      {
        result: '$.sync',
        timeoutSeconds: 15 * MINUTE,
        next: 'Have documents changed?',
        failures: { 'States.ALL': 'Fail: sync not reported' },
      },
    ),
    'Fail: sync not reported': fail('SyncNotReported'),
    'Have documents changed?': {
      Type: 'Choice',
      Choices: [
        {
          And: [
            { Variable: '$.sync.changed', BooleanEquals: true },
            { Variable: '$.rounds.count', NumericLessThan: MOST_ROUNDS },
          ],
          Next: 'Count round',
        },
      ],
      Default: 'Publish sync',
    },
    'Count round': count('rounds', 'Check documents'),
  };
}
