import { createInterface } from 'node:readline/promises';
import { OperatorError } from '../../domain/operator-error';
import type { Output } from '../io';
import { escapeControls } from './escape-controls';
import { bareTerminal } from './guarded-terminal';

/**
 * Asks on the terminal. Only `y` and `yes` mean yes; the end of the input means no.
 *
 * @throws OperatorError on Ctrl-C
 */
export async function confirm(question: string, input: NodeJS.ReadableStream, output: Output): Promise<boolean> {
  const terminal = createInterface({ input, output: bareTerminal(output) });
  try {
    const answer = await new Promise<string>((resolve, reject) => {
      terminal.once('SIGINT', () =>
        reject(new OperatorError('PB-USAGE-001', 'Interrupted by Ctrl-C.', 'Run the command again to continue.')),
      );
      terminal.once('close', () => resolve(''));
      // Newer versions of Node reject a question when the input closes; `close` has answered it by then.
      terminal.question(escapeControls(`${question} [y/N] `, output)).then(resolve, () => resolve(''));
    });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
