interface Metadata {
  readonly requestId?: string;
}

/**
 * Failure of a step of a workflow, by the name of the error alone: its own message could quote data. Lambda logs an error
 * with its stack, and Step Functions keeps its message.
 */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';

  constructor(error: unknown) {
    const { name, $metadata } = (error ?? {}) as { readonly name?: unknown; readonly $metadata?: Metadata };
    const request = $metadata?.requestId === undefined ? '' : `, request ${$metadata.requestId} of Amazon S3`;
    super(`${typeof name === 'string' && /^\w{1,80}$/.test(name) ? name : 'Unknown error'}${request}`);
    this.stack = '';
  }
}
