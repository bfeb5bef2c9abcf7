import { type Command, Option } from 'commander';
import { EXIT, type ExitCode } from '../../domain/operator-error';
import { OPERATIONS } from '../../lambda/inference/contract';
import { APP_OPTION, DEPLOYMENT_OPTION } from '../app/deployments';
import { command, type Subcommand, wholeNumber } from '../command';
import type { Io } from '../io';
import { addPassageOptions } from '../knowledge/question/question-options';
import { stopOnInterrupt } from '../terminal/interrupt';
import { ask } from './ask';
import { readInput } from './question/ask-input';
import { type AskOptions, assertOptions } from './question/ask-options';

const program = () =>
  addPassageOptions(
    command(
      'private-bedrock ask',
      'Asks the deployed inference function, and shows the answer as it arrives.\nThe text goes to standard output; model, tokens and times go to standard error. Stores nothing.',
    )
      .argument('[question...]', 'the question; piped text is added to it, or is the question')
      .addOption(DEPLOYMENT_OPTION)
      .addOption(APP_OPTION)
      .option('--function <name>', 'name or ARN of the function (default: that of the deployment)')
      .option('--region <region>', "Region of the function (default: the row's)")
      .option('--model <id>', 'model of the deployment (default: its first)')
      .addOption(
        new Option('--operation <name>', 'operation of bedrock-runtime (default: converseStream)').choices(OPERATIONS),
      )
      .option('--team <name>', 'team of the row that asks: needs a session of its role')
      .option('--system <text>', 'system prompt')
      .option('--max-tokens <n>', 'maximum number of tokens in the answer', wholeNumber('--max-tokens'))
      .option('--file <json>', 'file with a whole request, as docs/inference.md describes it; - is standard input')
      .option('--chat', 'several turns, one line each, until /exit; /help lists the commands')
      .option(
        '--json',
        'print answer, model, tokens and times as one JSON document; with --knowledge each event as a line',
      )
      .option('--knowledge', 'answer from the documents of the deployment, with numbered sources')
      .option('--agent', 'answer in several turns, with searches and calculations (with --knowledge)')
      .option('--retrieve-and-generate', 'let Bedrock search and answer by itself (with --knowledge)')
      .option('--agent-alias', 'ask the agent of Bedrock that the row names (with --knowledge)')
      .option('--session <id>', 'continue a conversation with --agent-alias'),
    ' (with --knowledge)',
  ).addHelpText(
    'after',
    '\nAlso exit code 1: the answer is incomplete, or a guardrail or the model refused. 3: the answer contains no text, or\nis not in the documents.\n130: Ctrl-C. A second Ctrl-C ends the command at once.\nnpm writes its command line into a log: pipe sensitive text.',
  );

async function run(program: Command, io: Io): Promise<ExitCode> {
  const options = program.opts<AskOptions>();
  assertOptions(program.args, options);
  const stop = stopOnInterrupt(io);
  // A reader like `head` has closed the pipe, so that the rest of the answer is not needed.
  io.stdout.on('error', () => stop.abort(EXIT.failed));
  stop.signal.addEventListener('abort', () => io.stdin.destroy());
  try {
    const input = await readInput(program.args, options, io);
    const exit = await ask(input, options, io, stop);
    return stop.signal.aborted ? stop.signal.reason : exit;
  } catch (error) {
    // Every later failure follows from this one.
    if (stop.signal.aborted) return stop.signal.reason;
    throw error;
  }
}

export const askCommand: Subcommand = { program, run };
