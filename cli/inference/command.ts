import { type Command, Option } from 'commander';
import { EXIT, type ExitCode } from '../../domain/operator-error';
import { OPERATIONS } from '../../lambda/inference/contract';
import { DEFAULT_DEPLOYMENT, DEPLOYMENTS } from '../../lib/config/deployments';
import { command, type Subcommand, wholeNumber } from '../command';
import type { Io } from '../io';
import { stopOnInterrupt } from '../terminal/interrupt';
import { ask } from './ask';
import { readAsked } from './question/asked';
import { type AskOptions, checkOptions } from './question/options';

const program = () =>
  command(
    'private-bedrock ask',
    'Asks the deployed inference function, and shows the answer as it comes.\nThe text goes to standard output; model, tokens and times to standard error. Nothing is kept.',
  )
    .argument('[question...]', 'the question; what is piped in is added to it, or is the question')
    .addOption(
      new Option('--deployment <row>', 'whose function').choices(Object.keys(DEPLOYMENTS)).default(DEFAULT_DEPLOYMENT),
    )
    .option('--function <name>', 'name or ARN of the function, instead of looking for it')
    .option('--region <region>', "where it is (default: the row's Region)")
    .option('--model <id>', 'the model, one of the deployment (default: its first)')
    .addOption(
      new Option('--operation <name>', 'of bedrock-runtime; converseStream unless it is said').choices(OPERATIONS),
    )
    .option('--system <text>', 'the system prompt')
    .option('--max-tokens <n>', 'the most tokens of an answer', wholeNumber('--max-tokens'))
    .option('--file <json>', 'a whole request as docs/inference.md has it; - is standard input')
    .option('--chat', 'several turns, one a line, until /exit; remembered until then')
    .option('--json', 'answer, model, tokens and times as one JSON document (use npm run -s)')
    .addHelpText(
      'after',
      '\nCtrl-C stops the answer (exit code 130), a second one the command. An answer that breaks off, and one that a\nguardrail or the model refuses, exit with 1.\nnpm writes the words of its command line into a log of its own: pipe in what must not be there.',
    );

async function run(program: Command, io: Io): Promise<ExitCode> {
  const options = program.opts<AskOptions>();
  checkOptions(program.args, options);
  const stop = stopOnInterrupt(io);
  // A reader who has enough, such as `head`, closes the pipe: then there is nobody to ask for.
  io.stdout.on('error', () => stop.abort(EXIT.failed));
  stop.signal.addEventListener('abort', () => io.stdin.destroy());
  try {
    const asked = await readAsked(program.args, options, io);
    const exit = await ask(asked, options, io, stop);
    return stop.signal.aborted ? stop.signal.reason : exit;
  } catch (error) {
    // Every failure after that follows from it.
    if (stop.signal.aborted) return stop.signal.reason;
    throw error;
  }
}

export const askCommand: Subcommand = { program, run };
