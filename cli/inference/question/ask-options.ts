import type { Operation } from '../../../lambda/inference/contract';
import type { DeploymentFlags } from '../../app/deployments';
import { flagOf, usageError } from '../../command';

/** Options of the command line. */
export interface AskOptions extends DeploymentFlags {
  readonly function?: string;
  readonly region?: string;
  readonly model?: string;
  readonly operation?: Operation;
  readonly system?: string;
  readonly maxTokens?: number;
  /** File that contains a whole request; `-` is standard input. */
  readonly file?: string;
  readonly chat?: true;
  readonly json?: true;
  /** Asks the documents of the deployment. */
  readonly knowledge?: true;
  /** Answers in several turns, with searches and calculations. */
  readonly agent?: true;
  /** Lets Bedrock answer by itself. */
  readonly retrieveAndGenerate?: true;
  /** Asks the agent of Bedrock that the row names. */
  readonly agentAlias?: true;
  readonly session?: string;
  readonly audience?: string;
  /** Team that asks, by the alias of the function. */
  readonly team?: string;
  readonly results?: number;
  readonly filter?: string;
}

/** Options that only a question to a model has, and those that only a question to the documents has. */
const OF_MODEL = ['operation', 'system', 'file', 'chat', 'team'] as const;
const OF_DOCUMENTS = [
  ...['agent', 'retrieveAndGenerate', 'agentAlias', 'session'],
  ...['audience', 'results', 'filter'],
] as const;

/** @throws OperatorError for options that exclude each other */
export function assertOptions(words: readonly string[], options: AskOptions): void {
  if (options.chat && options.json) {
    throw usageError('PB-ASK-011', '--json prints one document, and --chat has many answers.', 'Omit one of the two.');
  }
  const wrong = (options.knowledge ? OF_MODEL : OF_DOCUMENTS).filter((name) => options[name] !== undefined);
  if (wrong.length > 0) {
    const named = wrong.map(flagOf).join(', ');
    throw options.knowledge
      ? usageError('PB-KNOWLEDGE-008', `--knowledge asks the documents, without ${named}.`, `Omit ${named}.`)
      : usageError('PB-KNOWLEDGE-009', `${named} only applies to documents.`, 'Add --knowledge.');
  }
  if (!options.file) return;
  const excluded = [
    ...(words.length > 0 ? ['a question'] : []),
    ...(['model', 'operation', 'system', 'chat'] as const).filter((name) => options[name]).map((name) => `--${name}`),
    ...(options.maxTokens === undefined ? [] : ['--max-tokens']),
  ];
  if (excluded.length === 0) return;
  throw usageError('PB-ASK-012', '--file contains the whole request.', `Omit ${excluded.join(', ')}.`);
}
