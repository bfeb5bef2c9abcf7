/** Error of deleting or stopping a resource that is still being created. */
export const CONFLICT = ['Bedrock.ConflictException'] as const;

/** Values that the states of the tuning workflow depend on. */
export interface WorkflowProps {
  readonly partition: string;
  /** Function that checks datasets and reads metrics. */
  readonly functionArn: string;
  /**
   * Guardrail of the test invocation of a new deployment.
   *
   * @default - no guardrail
   */
  readonly guardrail?: { readonly id: string; readonly version: string };
  /** Tag of everything that the workflow makes, as the API of Bedrock spells it. */
  readonly tag: { readonly Key: string; readonly Value: string };
}
