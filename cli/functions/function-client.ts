import { InvokeWithResponseStreamCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { awsCallError } from '../aws/call-aws';
import { clientConfig } from '../aws/client-config';
import { functionFailed, invokeRemedies } from './function-failure';
import type { FunctionTarget } from './function-target';

/** Invokes one function by InvokeWithResponseStream. */
export class FunctionClient {
  private readonly lambda: LambdaClient;

  constructor(readonly target: Pick<FunctionTarget, 'alias' | 'aliasOf' | 'commands' | 'functionName' | 'region'>) {
    // No time limit for the answer: a model can take minutes, and the function has a limit of its own.
    this.lambda = new LambdaClient(clientConfig(target.region, 0));
  }

  /**
   * Yields the bytes of the answer as they arrive.
   *
   * @throws OperatorError, or the reason of `signal` when it is aborted
   */
  async *invoke(request: object, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const { functionName, alias, aliasOf, region, commands } = this.target;
    signal.throwIfAborted();
    try {
      const command = new InvokeWithResponseStreamCommand({
        FunctionName: functionName,
        ...(alias !== undefined && { Qualifier: alias }),
        Payload: Buffer.from(JSON.stringify(request)),
      });
      const { EventStream = nothing() } = await this.lambda.send(command, { abortSignal: signal });
      for await (const { PayloadChunk, InvokeComplete } of EventStream) {
        if (PayloadChunk?.Payload) yield PayloadChunk.Payload;
        const { ErrorCode, ErrorDetails } = InvokeComplete ?? {};
        if (ErrorCode) throw functionFailed(functionName, ErrorCode, ErrorDetails);
      }
    } catch (error) {
      signal.throwIfAborted();
      const subject = `${functionName}${alias === undefined ? '' : `:${alias}`} in ${region}`;
      throw awsCallError('lambda:InvokeFunction', error, {
        subject,
        remedies: invokeRemedies(commands, alias, aliasOf),
      });
    }
  }

  /** Closes its connections. */
  close(): void {
    this.lambda.destroy();
  }
}

async function* nothing(): AsyncGenerator<never> {}
