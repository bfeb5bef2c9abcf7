import { type Handler, type Service, serve } from '../shared/serve';
import { runAgent } from './agent/run-agent';
import { answerFrom } from './ask';
import type { Clients } from './clients';
import { delegate } from './delegated/delegate';
import { operationIn } from './request/operation';
import { readQuestion } from './request/question';
import { retrieve } from './retrieve';
import type { Settings } from './settings';

export interface Parts {
  readonly clients: Clients;
  readonly settings: Settings;
  readonly log: Service['log'];
}

/** Creates the handler. */
export const createKnowledge = ({ clients, settings, log }: Parts): Handler =>
  serve({
    settings,
    log,
    operationIn,
    streams: (operation) => operation !== 'retrieve' && operation !== 'retrieveAndGenerate',
    perform: async (event, call) => {
      const question = readQuestion(event, settings);
      const { operation } = question;
      if (operation !== 'retrieve' && operation !== 'invokeAgent') call.seen.modelId = question.modelId;
      call.signal.throwIfAborted();
      if (question.agent) return runAgent(question, question.agent, settings, clients, call);
      const { delegated } = settings;
      if (delegated) return delegate(question, delegated, settings, clients, call);
      const retrieval = await retrieve(question, settings, clients, call);
      if (operation === 'retrieve') await call.answer.document(JSON.stringify(retrieval));
      else await answerFrom(retrieval, question, settings, clients, call);
    },
  });
