import { type Handler, serve } from '../shared/serve';
import { type InferenceClient, perform } from './bedrock/operations';
import type { Settings } from './env';
import { operationIn, readRequest } from './request/request';

export interface Parts {
  readonly client: InferenceClient;
  readonly settings: Settings;
  /** Writes one log line, without its line break. */
  readonly log: (line: string) => void;
}

/** Creates the handler. Every invocation ends with an answer and one log line. */
export const createInference = ({ client, settings, log }: Parts): Handler =>
  serve({
    settings,
    log,
    operationIn,
    streams: (operation) => operation.endsWith('Stream'),
    perform: async (event, call) => {
      const request = readRequest(event, settings);
      call.seen.modelId = request.modelId;
      call.signal.throwIfAborted();
      await perform(request, { ...call, client });
    },
  });
