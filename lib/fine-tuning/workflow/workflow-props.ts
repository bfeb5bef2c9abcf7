/** What the states of the workflow have to know of their surroundings. */
export interface WorkflowProps {
  readonly partition: string;
  /** The function that checks datasets and reads metrics. */
  readonly functionArn: string;
  /** Of the deployment: a tag of what is made, and part of what is told. */
  readonly deployment: string;
}
