import type { Call } from '../../shared/serve';
import type { Clients } from '../clients';
import type { Delegated } from '../contract';
import type { Question } from '../request/question';
import type { Settings } from '../settings';
import { generate, generateStream } from './generate';
import { invokeAgent } from './invoke-agent';

/** Lets Bedrock answer by itself. The question has been read: it names an operation that is switched on. */
export function delegate(
  question: Question,
  { agentAlias }: Delegated,
  settings: Settings,
  clients: Clients,
  call: Call,
): Promise<void> {
  if (question.operation === 'invokeAgent' && agentAlias) return invokeAgent(question, agentAlias, clients, call);
  const answer = question.operation === 'retrieveAndGenerate' ? generate : generateStream;
  return answer(question, settings, clients, call);
}
