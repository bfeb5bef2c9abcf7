/** What the states of the workflow have to know of their surroundings. */
export interface WorkflowProps {
  readonly partition: string;
  /** The function that checks datasets and reads metrics. */
  readonly functionArn: string;
  /** Of what is made; its value is the name of the deployment. */
  readonly tag: { readonly Key: string; readonly Value: string };
}
