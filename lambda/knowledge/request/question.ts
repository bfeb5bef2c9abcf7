import { filterIssues, type RetrievalFilter } from '../../../domain/knowledge/filter';
import { type Fields, isObject } from '../../shared/fields';
import { Issues, join, RequestError } from '../../shared/issues';
import { type AgentLimits, LIMITS, OPERATIONS, type Operation } from '../contract';
import type { Settings } from '../settings';
import { FIELDS, operationIn, refusalOf } from './operation';

/** Question that has been checked and completed with the defaults of the deployment. */
export interface Question {
  readonly operation: Operation;
  readonly text: string;
  readonly numberOfResults: number;
  readonly filter?: RetrievalFilter;
  readonly modelId: string;
  readonly maxTokens: number;
  /** Limits of a run of the agent; absent for another operation. */
  readonly agent?: AgentLimits;
  /** Session of an agent. */
  readonly sessionId?: string;
}

const DEFAULT_TOKENS = 1_024;

/** Session as the function makes it. Nobody can guess one, so that it is a key to the conversation. */
const SESSION = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/** Reads an event. @throws RequestError with all issues. No other code reads the event. */
export function readQuestion(event: unknown, settings: Settings): Question {
  if (!isObject(event)) throw new RequestError([{ path: '', message: 'must be a JSON object' }]);
  const operation = operationIn(event);
  if (!operation) throw new RequestError([{ path: 'operation', message: `must be one of: ${OPERATIONS.join(', ')}` }]);
  const message = refusalOf(operation, settings);
  if (message !== undefined) throw new RequestError([{ path: 'operation', message }]);
  const { operation: _, ...fields } = event;
  return questionIn(fields, operation, settings, operation === 'runAgent' ? settings.agent : undefined);
}

function questionIn(
  fields: Fields,
  operation: Operation,
  settings: Settings,
  limits: AgentLimits | undefined,
): Question {
  const issues = new Issues();
  for (const name of Object.keys(fields)) {
    if (!FIELDS[operation].includes(name)) issues.add(join('', name), `is not a field of ${operation}`);
  }
  const most = limits?.maxTokens ?? LIMITS.maxTokens;
  const {
    text,
    filter,
    sessionId,
    modelId = settings.allowedModels[0],
    numberOfResults = settings.numberOfResults,
    maxTokens = limits?.maxTokens ?? DEFAULT_TOKENS,
  } = fields;
  const checks: readonly (readonly [path: string, holds: boolean, message: string])[] = [
    ['text', isQuestion(text), `must have 1 to ${LIMITS.questionCharacters} characters and not be blank`],
    ['modelId', isOneOf(settings.allowedModels, modelId), `must be one of: ${settings.allowedModels.join(', ')}`],
    ['sessionId', isSession(sessionId), 'must be the id of a session that the function has answered with'],
    ['numberOfResults', isWhole(numberOfResults, LIMITS.results), `must be a whole number from 1 to ${LIMITS.results}`],
    ['maxTokens', isWhole(maxTokens, most), `must be a whole number from 1 to ${most}`],
  ];
  for (const [path, holds, message] of checks) if (!holds) issues.add(path, message);
  if (filter !== undefined) for (const { path, message } of filterIssues(filter)) issues.add(path, message);
  if (issues.count > 0) throw new RequestError(issues.list);
  return {
    operation,
    text: text as string,
    numberOfResults: numberOfResults as number,
    maxTokens: maxTokens as number,
    modelId: modelId as string,
    ...(filter !== undefined && { filter: filter as RetrievalFilter }),
    ...(sessionId !== undefined && { sessionId: sessionId as string }),
    ...(limits && { agent: { ...limits, maxTokens: maxTokens as number } }),
  };
}

/** Characters are counted as the API counts them: code points. */
const isQuestion = (text: unknown): boolean =>
  typeof text === 'string' && text.trim() !== '' && [...text].length <= LIMITS.questionCharacters;

const isOneOf = (values: readonly unknown[], value: unknown): boolean => values.includes(value);

const isWhole = (value: unknown, most: number): boolean =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most;

const isSession = (value: unknown): boolean =>
  value === undefined || (typeof value === 'string' && SESSION.test(value));
