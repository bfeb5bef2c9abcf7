import { openAnswer, type ResponseStream } from '../shared/answer';
import { startLimit } from '../shared/deadline';
import { type Failure, failureOf } from '../shared/failures/failures';
import { logLine, type Observation } from '../shared/telemetry';
import { observeMetadata } from '../shared/usage';
import { type InferenceClient, perform } from './bedrock/operations';
import type { Settings } from './env';
import { operationIn, readRequest } from './request/request';

export interface Invocation {
  readonly awsRequestId: string;
  readonly getRemainingTimeInMillis: () => number;
}

export interface Parts {
  readonly client: InferenceClient;
  readonly settings: Settings;
  /** Writes one log line, without its line break. */
  readonly log: (line: string) => void;
}

export type Inference = (event: unknown, stream: ResponseStream, invocation: Invocation) => Promise<void>;

/** Creates the handler. Every invocation ends with an answer and one log line. */
export const createInference =
  ({ client, settings, log }: Parts): Inference =>
  async (event, stream, invocation) => {
    const requestId = invocation.awsRequestId;
    const startedAt = Date.now();
    const operation = operationIn(event);
    const seen: Observation = operation ? { operation } : {};
    const limit = startLimit(invocation.getRemainingTimeInMillis());
    const answer = openAnswer(stream, operation?.endsWith('Stream') ?? false, limit);
    let failure: Failure | undefined;
    try {
      const request = readRequest(event, settings);
      seen.modelId = request.modelId;
      limit.signal.throwIfAborted();
      await perform(request, { client, signal: limit.signal, answer, seen, elapsed: () => Date.now() - startedAt });
    } catch (error) {
      observeMetadata(seen, (error as { readonly $metadata?: unknown } | undefined)?.$metadata);
      // Once the limit is reached, other failures follow from it.
      failure = failureOf(limit.signal.aborted ? limit.signal.reason : error, seen.modelId, settings.region);
      limit.abort('AnswerFailedError');
      await answer.fail(failure, requestId);
    }
    limit.clear();
    log(logLine(seen, { deployment: settings.deployment, requestId, startedAt, now: Date.now() }, failure));
    await answer.end();
  };
