import { CAUGHT, recordFailure, type State } from '../../workflow/states';

/** Values that the states of the ingestion workflow depend on. */
export interface IngestionProps {
  readonly partition: string;
  /** Function that checks documents and writes reports. */
  readonly functionArn: string;
  readonly knowledgeBaseId: string;
  readonly dataSourceId: string;
  /** Name of the deployment. */
  readonly deployment: string;
}

/** Makes a state that records a failure that was caught, and publishes it. */
export const fail = (name: string): State => recordFailure(name, CAUGHT, 'Publish failure');
