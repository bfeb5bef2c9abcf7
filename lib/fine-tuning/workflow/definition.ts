import { check } from './check';
import { deploy } from './deploy';
import { ends } from './ends';
import { MINUTE } from './states';
import { train } from './train';
import type { WorkflowProps } from './workflow-props';

/**
 * From a manifest in S3 to a custom model that answers. Input: `{ "manifest": "datasets/…/manifest.json" }`.
 *
 * No job starts before its examples have been checked, and the same examples, model and hyperparameters are never trained
 * twice: the job is named after them. Whatever fails ends in a state `Failed` with the name of the failure, after it was
 * told on the event bus and a deployment that does not answer was deleted. A custom model is kept: it has been paid for.
 */
export function workflowDefinition(props: WorkflowProps): object {
  return {
    Comment: 'From labelled examples in S3 to a private custom model that answers',
    StartAt: 'Check the dataset',
    TimeoutSeconds: 3 * 24 * 60 * MINUTE,
    States: { ...check(props), ...train(props), ...deploy(props), ...ends(props) },
  };
}
