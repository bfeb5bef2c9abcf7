import { MINUTE } from '../../workflow/states';
import { checkStates } from './check';
import { endStates } from './ends';
import type { IngestionProps } from './ingestion-props';
import { syncStates } from './sync';

/**
 * Defines the state machine that syncs the documents with the knowledge base. The bucket says what there is, and the
 * description of the latest job says what is indexed, so that an event can be lost, come twice, or come while an execution
 * ends, and the next execution still does what is left to do. The input can ask to try documents again that Bedrock could not
 * index: `{ "again": true }`. Nothing else of it matters.
 *
 * Two executions cannot run two jobs for the same documents. Bedrock runs one job of a knowledge base at a time: an
 * execution that it refuses waits, checks again, and finds that the other job has indexed the same. If that job ends just
 * between the check and the start, both starts have one client token, and Bedrock returns the job that exists.
 *
 * Source of the limits: Amazon Bedrock endpoints and quotas, "Knowledge Bases": one job per data source and per knowledge
 * base, five per account, one StartIngestionJob in ten seconds.
 */
export function defineIngestion(props: IngestionProps): object {
  return {
    Comment: 'From documents in S3 to passages that can be retrieved',
    StartAt: 'Begin',
    TimeoutSeconds: 24 * 60 * MINUTE,
    States: { ...checkStates(props), ...syncStates(props), ...endStates(props) },
  };
}
