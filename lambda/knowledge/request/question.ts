import { filterIssues, type RetrievalFilter } from '../../../domain/knowledge/filter';
import { type Fields, isObject } from '../../shared/fields';
import { Issues, join, RequestError } from '../../shared/issues';
import { type AgentLimits, LIMITS, OPERATIONS, type Operation } from '../contract';
import type { Settings } from '../settings';

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
}

const DEFAULT_TOKENS = 1_024;

const AGENT_IS_OFF = 'is off in this deployment; knowledge.agent of its row turns it on';

/** Fields of each operation, besides `operation`. */
const FIELDS: Readonly<Record<Operation, readonly string[]>> = {
  retrieve: ['text', 'numberOfResults', 'filter'],
  ask: ['text', 'numberOfResults', 'filter', 'modelId', 'maxTokens'],
  runAgent: ['text', 'numberOfResults', 'filter', 'modelId', 'maxTokens'],
};

/** Returns the operation that an event names, if any. It decides the form of every answer, also of a refusal. */
export const operationIn = (event: unknown): Operation | undefined => {
  const named = isObject(event) ? event.operation : undefined;
  return OPERATIONS.find((operation) => operation === named);
};

/** Reads an event. @throws RequestError with all issues. No other code reads the event. */
export function readQuestion(event: unknown, settings: Settings): Question {
  if (!isObject(event)) throw new RequestError([{ path: '', message: 'must be a JSON object' }]);
  const operation = operationIn(event);
  if (!operation) throw new RequestError([{ path: 'operation', message: `must be one of: ${OPERATIONS.join(', ')}` }]);
  const limits = operation === 'runAgent' ? settings.agent : undefined;
  if (operation === 'runAgent' && !limits) throw new RequestError([{ path: 'operation', message: AGENT_IS_OFF }]);
  const { operation: _, ...fields } = event;
  return questionIn(fields, operation, settings, limits);
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
  const { text, filter, modelId = settings.allowedModels[0] } = fields;
  if (!isQuestion(text)) issues.add('text', `must have 1 to ${LIMITS.questionCharacters} characters and not be blank`);
  if (!settings.allowedModels.includes(modelId as string)) {
    issues.add('modelId', `must be one of: ${settings.allowedModels.join(', ')}`);
  }
  const whole = (name: string, fallback: number, most: number): number => {
    const value = fields[name] ?? fallback;
    if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > most) {
      issues.add(name, `must be a whole number from 1 to ${most}`);
    }
    return value as number;
  };
  const numberOfResults = whole('numberOfResults', settings.numberOfResults, LIMITS.results);
  const maxTokens = whole('maxTokens', limits?.maxTokens ?? DEFAULT_TOKENS, limits?.maxTokens ?? LIMITS.maxTokens);
  if (filter !== undefined) for (const { path, message } of filterIssues(filter)) issues.add(path, message);
  if (issues.count > 0) throw new RequestError(issues.list);
  return {
    operation,
    text: text as string,
    numberOfResults,
    maxTokens,
    modelId: modelId as string,
    ...(filter !== undefined && { filter: filter as RetrievalFilter }),
    ...(limits && { agent: { ...limits, maxTokens } }),
  };
}

/** Characters are counted as the API counts them: code points. */
const isQuestion = (text: unknown): boolean =>
  typeof text === 'string' && text.trim() !== '' && [...text].length <= LIMITS.questionCharacters;
