import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../../../domain/operator-error';
import type { Retrieval } from '../../../lambda/knowledge/contract';
import { APP_OPTION, DEPLOYMENT_OPTION } from '../../app/deployments';
import { command, type Subcommand } from '../../command';
import { questionText } from '../../functions/question-text';
import { type Io, print } from '../../io';
import { wrap } from '../../terminal/columns';
import { stopOnInterrupt } from '../../terminal/interrupt';
import { drawingFor } from '../../terminal/terminal';
import { removedNotices } from '../question/knowledge-outcome';
import { addPassageOptions, type QuestionOptions, questionRequest } from '../question/question-options';
import { sourceLines } from '../question/sources';

const program = () =>
  addPassageOptions(
    command(
      'private-bedrock retrieve',
      'Finds the passages of the documents that are nearest to a question, best first. Asks no model.',
    )
      .argument(
        '[question...]',
        'the question, at most 1,000 characters; piped text is added to it, or is the question',
      )
      .addOption(DEPLOYMENT_OPTION)
      .addOption(APP_OPTION)
      .option('--function <name>', 'name or ARN of the function (default: that of the deployment)')
      .option('--region <region>', "Region of the function (default: the row's)"),
  )
    .option('--json', 'print passages with text, score, source and attributes as one JSON document')
    .addHelpText('after', '\nAlso exit code 3: no passage was found. 130: Ctrl-C.');

async function run(program: Command, io: Io): Promise<ExitCode> {
  const options = program.opts<QuestionOptions>();
  const { signal } = stopOnInterrupt(io);
  const request = questionRequest('retrieve', await questionText(program.args, io), options);
  const { FunctionClient, knowledgeTarget, retrievePassages } = await loaded();
  try {
    const target = await knowledgeTarget(options, io, signal);
    const client = new FunctionClient(target);
    const retrieval = await retrievePassages(client, request, signal).finally(() => client.close());
    const notes = [...(target.note ? [target.note] : []), ...removedNotices(retrieval)];
    if (options.json) print(io, JSON.stringify(retrieval, null, 2));
    else if (retrieval.passages.length > 0) print(io, passagesText(retrieval, io));
    for (const line of notes) io.stderr.write(`${line}\n`);
    if (retrieval.passages.length > 0) return EXIT.ok;
    io.stderr.write('Not in the documents: no passage was found for the question.\n');
    return EXIT.empty;
  } catch (error) {
    if (signal.aborted) return signal.reason;
    throw error;
  }
}

/** Returns each passage under a line with its number, source and score. */
function passagesText({ passages }: Retrieval, { stdout }: Io): string {
  const { paint, width } = drawingFor(stdout);
  const lines = sourceLines(passages);
  return passages
    .map(({ text }, at) => {
      const paragraphs = text.trim().split(/\r?\n/);
      const body = paragraphs.flatMap((line) => wrap(line.split(/\s+/).filter(Boolean), width, '    '));
      return [paint('bold', lines[at] ?? ''), ...body].join('\n');
    })
    .join('\n\n');
}

/** Loads the SDK when the command line is known to be right. */
const loaded = async () => ({
  ...(await import('../../functions/function-client')),
  ...(await import('../question/knowledge-answer')),
  ...(await import('../question/knowledge-target')),
});

export const retrieveCommand: Subcommand = { program, run };
