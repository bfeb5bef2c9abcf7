import { Option } from 'commander';
import { EXIT, type ExitCode } from '../../domain/operator-error';
import { OPERATIONS } from '../../lambda/inference/contract';
import { DEFAULT_DEPLOYMENT, DEPLOYMENTS } from '../../lib/config/deployments';
import { command, run, wholeNumber } from '../command';
import { stopOnInterrupt } from '../terminal/interrupt';
import { ask } from './ask';
import { readAsked } from './question/asked';
import { type AskOptions, checkOptions } from './question/options';

// The SDK's versions are this repository's own business: whoever asks can do nothing about its warning.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const program = command(
  'npm run ask --',
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

const stop = stopOnInterrupt();

async function main(): Promise<ExitCode> {
  const options = program.opts<AskOptions>();
  checkOptions(program.args, options);
  // A reader who has enough, such as `head`, closes the pipe: then there is nobody to ask for.
  process.stdout.on('error', () => stop.abort(EXIT.failed));
  stop.signal.addEventListener('abort', () => process.stdin.destroy());
  try {
    const asked = await readAsked(program.args, options, process);
    return await ask(asked, options, process, stop);
  } catch (error) {
    // Whatever fails after that follows from it.
    if (stop.signal.aborted) return EXIT.failed;
    throw error;
  }
}

void run(program, process.argv.slice(2), main).then(() => {
  if (stop.signal.aborted) process.exitCode = stop.signal.reason;
});
