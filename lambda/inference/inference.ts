import { type Handler, serve } from '../shared/serve';
import { type InferenceClient, perform } from './bedrock/operations';
import type { Settings } from './env';
import { operationIn, readRequest } from './request/request';
import { modelFor, teamOf } from './team';

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
      const team = teamOf(call.invocation.invokedFunctionArn, settings);
      call.seen.team = team;
      const request = readRequest(event, settings);
      call.seen.modelId = request.modelId;
      const input = { ...request.input, modelId: modelFor(request.modelId, team, settings) };
      call.signal.throwIfAborted();
      await perform({ ...request, input }, { ...call, client });
    },
  });
