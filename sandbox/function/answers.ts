import { OperatorError } from '../../domain/operator-error';
import type { Operation } from '../../lambda/inference/contract';
import { type OwnCommand, runOwnCommand } from '../process/own-command';

/** Questions for the deployed function, one for each operation whose answer is text. */
export const QUESTIONS = [
  { operation: 'converseStream', question: 'What is a VPC endpoint?' },
  { operation: 'converse', question: 'What is a customer managed key?' },
  { operation: 'invokeModel', question: 'What is a permissions boundary?' },
] as const satisfies readonly { readonly operation: Operation; readonly question: string }[];

export interface Answered {
  readonly node: number;
  readonly operation: string;
  readonly question: string;
  readonly answer: string;
}

export interface Asking extends OwnCommand {
  /** Major version of Node that the function runs on. */
  readonly node: number;
}

/**
 * Asks each question with the command that a person types. So the answer takes the real path: stack outputs,
 * InvokeWithResponseStream, function, model.
 *
 * @param show receives the output as it arrives
 * @throws OperatorError if the function does not answer
 */
export async function askAll(asking: Asking, show: (text: string) => void): Promise<Answered[]> {
  const answers: Answered[] = [];
  for (const { operation, question } of QUESTIONS) {
    show(`\n$ npm run ask -- --operation ${operation} "${question}"     (function on Node ${asking.node})\n`);
    answers.push({ node: asking.node, operation, question, answer: await ask(asking, operation, question, show) });
  }
  show('\n');
  return answers;
}

async function ask(asking: Asking, operation: string, question: string, show: (text: string) => void): Promise<string> {
  const { code, stdout, tail } = await runOwnCommand(asking, ['ask', '--operation', operation, question], show);
  if (code === 0 && stdout.trim() !== '') return stdout.trim();
  throw new OperatorError(
    'PB-SANDBOX-001',
    `The deployed function did not answer ${operation} (${code}).\n${tail.slice(-6).join('\n')}`,
    'Run `npm run build` and try again. If it fails again, the stand-in model has no answer: see --answers.',
  );
}
