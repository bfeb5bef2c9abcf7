import { isObject } from '../../shared/fields';
import { OPERATIONS, type Operation } from '../contract';
import type { Settings } from '../settings';

const QUESTION = ['text', 'numberOfResults', 'filter'] as const;
const ANSWER = [...QUESTION, 'modelId', 'maxTokens'] as const;

/** Fields of each operation, besides `operation`. */
export const FIELDS: Readonly<Record<Operation, readonly string[]>> = {
  retrieve: QUESTION,
  ask: ANSWER,
  runAgent: ANSWER,
  retrieveAndGenerate: ANSWER,
  retrieveAndGenerateStream: ANSWER,
  invokeAgent: ['text', 'sessionId'],
};

/** Returns the operation that an event names, if any. It decides the form of every answer, also of a refusal. */
export const operationIn = (event: unknown): Operation | undefined => {
  const named = isObject(event) ? event.operation : undefined;
  return OPERATIONS.find((operation) => operation === named);
};

const off = (property: string) => `is off in this function; knowledge.${property} of its row turns it on`;

/** Returns why the function does not perform an operation; undefined if it does. */
export function refusalOf(operation: Operation, { agent, delegated }: Settings): string | undefined {
  switch (operation) {
    case 'invokeAgent':
      return delegated?.agentAlias ? undefined : off('agentAlias');
    case 'retrieveAndGenerate':
    case 'retrieveAndGenerateStream':
      return delegated?.retrieveAndGenerate ? undefined : off('retrieveAndGenerate');
    default:
      if (delegated) return 'is an operation of the knowledge function, and this is the delegated function';
      return operation === 'runAgent' && !agent ? off('agent') : undefined;
  }
}
