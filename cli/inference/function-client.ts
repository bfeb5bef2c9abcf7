import { InvokeWithResponseStreamCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { OperatorError } from '../../domain/operator-error';
import { operatorErrorOfFunction, operatorErrorOfInvoke } from './answer/ask-failure';
import type { Target } from './target';

/** Invokes one function by InvokeWithResponseStream. */
export class FunctionClient {
  private readonly lambda: LambdaClient;

  constructor(private readonly target: Pick<Target, 'functionName' | 'region'>) {
    this.lambda = new LambdaClient({
      region: target.region,
      maxAttempts: 3,
      // No limit but for the connection: a model may think for minutes, and the function has a limit of its own.
      requestHandler: new NodeHttpHandler({ connectionTimeout: 5_000 }),
    });
  }

  /**
   * The bytes of the answer as they come.
   *
   * @throws OperatorError, and the reason of `signal` when it is aborted
   */
  async *invoke(request: object, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const { functionName, region } = this.target;
    signal.throwIfAborted();
    try {
      const command = new InvokeWithResponseStreamCommand({
        FunctionName: functionName,
        Payload: Buffer.from(JSON.stringify(request)),
      });
      const { EventStream = nothing() } = await this.lambda.send(command, { abortSignal: signal });
      for await (const { PayloadChunk, InvokeComplete } of EventStream) {
        if (PayloadChunk?.Payload) yield PayloadChunk.Payload;
        const { ErrorCode, ErrorDetails } = InvokeComplete ?? {};
        if (ErrorCode) throw operatorErrorOfFunction(functionName, ErrorCode, ErrorDetails);
      }
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof OperatorError ? error : operatorErrorOfInvoke(error, functionName, region);
    }
  }

  /** Closes its connections. */
  close(): void {
    this.lambda.destroy();
  }
}

async function* nothing(): AsyncGenerator<never> {}
