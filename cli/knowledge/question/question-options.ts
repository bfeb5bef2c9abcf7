import type { Command } from 'commander';
import { type FilterIssue, filterIssues } from '../../../domain/knowledge/filter';
import { LIMITS, type Operation, type QuestionRequest } from '../../../lambda/knowledge/contract';
import type { DeploymentFlags } from '../../app/deployments';
import { usageError, wholeNumber } from '../../command';
import { parseJson } from '../../functions/parse-json';

/** Options of every command that asks the knowledge function. */
export interface QuestionOptions extends DeploymentFlags {
  readonly function?: string;
  readonly region?: string;
  readonly audience?: string;
  readonly results?: number;
  /** Filter on the attributes of documents, as JSON. */
  readonly filter?: string;
  readonly model?: string;
  /** Only for questions. */
  readonly agent?: true;
  readonly retrieveAndGenerate?: true;
  readonly agentAlias?: true;
  /** Session of an agent of Bedrock. */
  readonly session?: string;
  readonly maxTokens?: number;
  readonly json?: true;
}

/** Adds the options that choose passages. */
export const addPassageOptions = (program: Command, condition = ''): Command =>
  program
    .option(
      '--audience <name>',
      `audience of the session, whose restricted documents are seen (default: none)${condition}`,
    )
    .option(
      '--results <n>',
      `number of passages, 1 to ${LIMITS.results} (default: that of the row)${condition}`,
      wholeNumber('--results', 1, LIMITS.results),
    )
    .option('--filter <json>', `filter on attributes of documents, as docs/knowledge.md describes it${condition}`);

/**
 * Returns the request for a question, as lambda/knowledge/contract.ts defines it.
 *
 * @throws OperatorError for a question, a number or a filter that the function would refuse
 */
export function questionRequest(operation: Operation, text: string, options: QuestionOptions): QuestionRequest {
  const { results, model, maxTokens, session } = options;
  const characters = [...text].length;
  if (characters > LIMITS.questionCharacters) {
    throw usageError(
      'PB-KNOWLEDGE-003',
      `The question has ${characters} characters; at most ${LIMITS.questionCharacters} can be searched for.`,
      'Shorten the question.',
    );
  }
  if (results !== undefined && results > LIMITS.results) {
    throw usageError(
      'PB-KNOWLEDGE-004',
      `--results ${results} is more than ${LIMITS.results}.`,
      `Use a number from 1 to ${LIMITS.results}.`,
    );
  }
  // The row limits the tokens of a run of the agent.
  if (operation !== 'runAgent' && maxTokens !== undefined && maxTokens > LIMITS.maxTokens) {
    throw usageError(
      'PB-KNOWLEDGE-005',
      `--max-tokens ${maxTokens} is more than ${LIMITS.maxTokens}.`,
      `Use a number from 1 to ${LIMITS.maxTokens}.`,
    );
  }
  const filter = options.filter === undefined ? undefined : filterIn(options.filter);
  return {
    operation,
    text,
    ...(results !== undefined && { numberOfResults: results }),
    ...(filter !== undefined && { filter }),
    ...(operation !== 'retrieve' && model !== undefined && { modelId: model }),
    ...(operation !== 'retrieve' && maxTokens !== undefined && { maxTokens }),
    ...(session !== undefined && { sessionId: session }),
  };
}

function filterIn(text: string): object {
  const filter = parseJson(text);
  const issues: readonly FilterIssue[] =
    filter === undefined ? [{ path: 'filter', message: 'must be JSON' }] : filterIssues(filter);
  if (issues.length === 0) return filter as object;
  throw usageError(
    'PB-KNOWLEDGE-006',
    ['--filter is wrong:', ...issues.map(({ path, message }) => `  ${path} ${message}`)].join('\n'),
    `Write for example --filter '{"equals":{"key":"language","value":"en"}}'. docs/knowledge.md lists the operators.`,
  );
}
