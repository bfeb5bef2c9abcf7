import { callTask, functionTask, MINUTE, type States } from '../../workflow/states';
import { fail, type IngestionProps } from './ingestion-props';

/** Latest job of the data source, if there is one. */
const LATEST = '$.latest.IngestionJobSummaries[0]';

/** Documents that Bedrock could not index in that job. */
const FAILED = `${LATEST}.Statistics.NumberOfDocumentsFailed`;

const begin = (request: { readonly again: boolean }) => ({ ...request, rounds: { count: 0 } });

/** States that check the documents and compare them with the last completed job. */
export function checkStates({ partition, functionArn, knowledgeBaseId, dataSourceId }: IngestionProps): States {
  return {
    // Nothing of the event that starts an execution is kept in its state.
    Begin: {
      Type: 'Choice',
      Choices: [
        {
          And: [
            { Variable: '$.again', IsPresent: true },
            { Variable: '$.again', IsBoolean: true },
            { Variable: '$.again', BooleanEquals: true },
          ],
          Next: 'Try failed documents again',
        },
      ],
      Default: 'Sync changes only',
    },
    'Try failed documents again': { Type: 'Pass', Result: begin({ again: true }), Next: 'Check documents' },
    'Sync changes only': { Type: 'Pass', Result: begin({ again: false }), Next: 'Check documents' },
    'Check documents': functionTask(
      functionArn,
      { step: 'check-documents' },
      {
        result: '$.check',
        timeoutSeconds: 15 * MINUTE,
        next: 'Find latest sync',
        failures: { 'States.ALL': 'Fail: documents not checked' },
      },
    ),
    'Fail: documents not checked': fail('DocumentsNotChecked'),
    'Find latest sync': callTask(
      partition,
      'bedrockagent:listIngestionJobs',
      {
        Parameters: {
          KnowledgeBaseId: knowledgeBaseId,
          DataSourceId: dataSourceId,
          SortBy: { Attribute: 'STARTED_AT', Order: 'DESCENDING' },
          MaxResults: 1,
        },
      },
      {
        result: '$.latest',
        next: 'Is anything new?',
        failures: { 'States.ALL': 'Fail: syncs not listed' },
      },
    ),
    'Fail: syncs not listed': fail('SyncsNotListed'),
    'Is anything new?': {
      Type: 'Choice',
      Choices: [
        { Not: { Variable: LATEST, IsPresent: true }, Next: 'First sync' },
        {
          And: [
            { Variable: `${LATEST}.Status`, StringEquals: 'COMPLETE' },
            { Variable: `${LATEST}.Description`, IsPresent: true },
            { Variable: `${LATEST}.Description`, StringEqualsPath: '$.check.inventory' },
          ],
          Next: 'Has this execution synced?',
        },
      ],
      Default: 'Start sync',
    },
    'First sync': {
      Type: 'Pass',
      Result: { IngestionJobSummaries: [{ IngestionJobId: 'none' }] },
      ResultPath: '$.latest',
      Next: 'Start sync',
    },
    'Has this execution synced?': {
      Type: 'Choice',
      Choices: [
        { Variable: '$.sync', IsPresent: true, Next: 'Publish sync' },
        {
          And: [
            { Variable: '$.again', BooleanEquals: true },
            { Variable: FAILED, IsPresent: true },
            { Variable: FAILED, NumericGreaterThan: 0 },
          ],
          Next: 'Start sync',
        },
      ],
      Default: 'Unchanged',
    },
    Unchanged: { Type: 'Succeed', OutputPath: '$.check' },
  };
}
