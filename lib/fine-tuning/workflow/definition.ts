import { MINUTE } from '../../workflow/states';
import { checkStates } from './check';
import { deployStates } from './deploy';
import { endStates } from './ends';
import { trainStates } from './train';
import type { WorkflowProps } from './workflow-props';

/**
 * Defines the state machine that trains and deploys a custom model. Input: `{ "manifest": "datasets/…/manifest.json" }`.
 *
 * No job starts before its dataset is checked. The same dataset, model and hyperparameters are never trained twice: the
 * name of the job is derived from them. Each failure publishes an event and ends in the state `Failed` with the name of
 * the failure. A new deployment that does not answer is deleted; a custom model is kept, since it was billed.
 */
export function defineWorkflow(props: WorkflowProps): object {
  return {
    Comment: 'From labelled examples in S3 to a private custom model that answers',
    StartAt: 'Check dataset',
    TimeoutSeconds: 3 * 24 * 60 * MINUTE,
    States: { ...checkStates(props), ...trainStates(props), ...deployStates(props), ...endStates(props) },
  };
}
