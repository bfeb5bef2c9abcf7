/** What the states of the workflow have to know of their surroundings. */
export interface WorkflowProps {
  readonly partition: string;
  /** The function that checks datasets and reads metrics. */
  readonly functionArn: string;
  /** Goes with the question that a new deployment is asked. @default - none */
  readonly guardrail?: { readonly id: string; readonly version: string };
  /** Of what is made; its value is the name of the deployment. */
  readonly tag: { readonly Key: string; readonly Value: string };
}
