import { createInterface } from 'node:readline/promises';
import { OperatorError } from '../../domain/operator-error';

/**
 * Asks on the terminal; only `y` or `yes` is a yes, and the end of the input is a no.
 *
 * @throws OperatorError on Ctrl-C
 */
export async function confirm(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<boolean> {
  const terminal = createInterface({ input, output });
  try {
    const answer = await new Promise<string>((resolve, reject) => {
      terminal.once('SIGINT', () => reject(new OperatorError('PB-USAGE-001', 'Stopped.', 'Nothing more was done.')));
      terminal.once('close', () => resolve(''));
      // A newer Node rejects a question that is closed over; `close` has answered it then.
      terminal.question(`${question} [y/N] `).then(resolve, () => resolve(''));
    });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
