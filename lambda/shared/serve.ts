import { type Answer, openAnswer, type ResponseStream } from './answer';
import { startLimit } from './deadline';
import { type Failure, failureOf } from './failures/failures';
import { logLine, type Observation } from './telemetry';
import { observeMetadata } from './usage';

export interface Invocation {
  readonly awsRequestId: string;
  /** Ends with the alias by which the function was called, if any. */
  readonly invokedFunctionArn?: string;
  readonly getRemainingTimeInMillis: () => number;
}

/** Means by which an invocation is served. */
export interface Call {
  readonly signal: AbortSignal;
  readonly answer: Answer;
  readonly seen: Observation;
  /** Milliseconds since the invocation began. */
  readonly elapsed: () => number;
  readonly invocation: Invocation;
}

export interface Service {
  readonly settings: { readonly deployment: string; readonly region?: string };
  /** Writes one log line, without its line break. */
  readonly log: (line: string) => void;
  /** Operation that an event names, if any. */
  readonly operationIn: (event: unknown) => string | undefined;
  /** True if the answer is server-sent events. It decides the form of every answer, also of a refusal. */
  readonly streams: (operation: string) => boolean;
  /** Reads the event and answers it. Throws if the answer does not become whole. */
  readonly perform: (event: unknown, call: Call) => Promise<void>;
}

export type Handler = (event: unknown, stream: ResponseStream, invocation: Invocation) => Promise<void>;

/** Creates a handler. Every invocation ends with an answer and one log line. */
export const serve =
  ({ settings, log, operationIn, streams, perform }: Service): Handler =>
  async (event, stream, invocation) => {
    const requestId = invocation.awsRequestId;
    const startedAt = Date.now();
    const operation = operationIn(event);
    const seen: Observation = operation === undefined ? {} : { operation };
    const limit = startLimit(invocation.getRemainingTimeInMillis());
    const answer = openAnswer(stream, operation !== undefined && streams(operation), limit);
    let failure: Failure | undefined;
    try {
      const elapsed = () => Date.now() - startedAt;
      // A call that does not notice the abort must not keep the answer from the caller.
      await Promise.race([perform(event, { signal: limit.signal, answer, seen, elapsed, invocation }), limit.reached]);
    } catch (error) {
      observeMetadata(seen, (error as { readonly $metadata?: unknown } | undefined)?.$metadata);
      // Once the limit is reached, other failures follow from it.
      failure = failureOf(
        limit.signal.aborted ? limit.signal.reason : error,
        seen.subject ?? seen.modelId,
        settings.region,
      );
      limit.abort('AnswerFailedError');
      await answer.fail(failure, requestId);
    }
    limit.clear();
    log(logLine(seen, { deployment: settings.deployment, requestId, startedAt, now: Date.now() }, failure));
    await answer.end();
  };
