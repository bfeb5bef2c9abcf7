import type { Operation } from '../../../lambda/inference/contract';
import { usageError } from '../../command';
import type { DeploymentName } from '../target';

/** What the command line says. */
export interface AskOptions {
  readonly deployment: DeploymentName;
  readonly function?: string;
  readonly region?: string;
  readonly model?: string;
  readonly operation?: Operation;
  readonly system?: string;
  readonly maxTokens?: number;
  /** A whole request, in a file; `-` is standard input. */
  readonly file?: string;
  readonly chat?: true;
  readonly json?: true;
}

/** @throws OperatorError for options that have no meaning together */
export function checkOptions(words: readonly string[], options: AskOptions): void {
  if (options.chat && options.json)
    throw usageError('PB-ASK-011', '--json is one document: it cannot be had with --chat.');
  if (!options.file) return;
  const besides = [
    ...(words.length > 0 ? ['a question'] : []),
    ...(['model', 'operation', 'system', 'chat'] as const).filter((name) => options[name]).map((name) => `--${name}`),
    ...(options.maxTokens === undefined ? [] : ['--max-tokens']),
  ];
  if (besides.length > 0)
    throw usageError('PB-ASK-012', `--file is the whole request: leave out ${besides.join(', ')}.`);
}
