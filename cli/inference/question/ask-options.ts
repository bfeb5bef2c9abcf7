import type { Operation } from '../../../lambda/inference/contract';
import type { DeploymentFlags } from '../../app/deployments';
import { usageError } from '../../command';

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
}

/** @throws OperatorError for options that exclude each other */
export function assertOptions(words: readonly string[], options: AskOptions): void {
  if (options.chat && options.json) {
    throw usageError('PB-ASK-011', '--json prints one document, and --chat has many answers.', 'Omit one of the two.');
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
