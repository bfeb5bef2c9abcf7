import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { EXIT, type ExitCode, OperatorError } from '../../../domain/operator-error';
import { DeploymentCommands } from '../../app/deployment-commands';
import { APP_OPTION, DEPLOYMENT_OPTION, deployedDeployment } from '../../app/deployments';
import { command, type Subcommand, wholeNumber } from '../../command';
import { parseJson } from '../../functions/parse-json';
import { type Io, print } from '../../io';
import { stopOnInterrupt } from '../../terminal/interrupt';
import { Progress, progressBar } from '../../terminal/progress';
import { drawingFor } from '../../terminal/terminal';
import { knowledgeOf } from '../knowledge-row';
import { addPassageOptions, type QuestionOptions, questionRequest } from '../question/question-options';
import type { Evaluation, EvaluationSettings } from './evaluation';
import { measure } from './measure';
import { type EvaluationQuestion, readQuestions } from './questions';

const program = () =>
  addPassageOptions(
    command(
      'private-bedrock evaluate',
      'Asks the documents questions whose answers are known, and measures passages,\n' +
        'citations and "not in the documents". Compares two settings, such as chunk\n' +
        'sizes or numbers of passages, so that they are chosen by measuring.',
    )
      .requiredOption('--questions <file>', 'JSON Lines: question, relevant (documents), audience?, answerable?')
      .addOption(DEPLOYMENT_OPTION)
      .addOption(APP_OPTION)
      .option('--function <name>', 'name or ARN of the function (default: that of the deployment)')
      .option('--region <region>', "Region of the function (default: the row's)"),
  )
    .option('--model <id>', 'model of the deployment (default: its first)')
    .option('--max-tokens <n>', 'maximum number of tokens in an answer', wholeNumber('--max-tokens'))
    .option('--retrieve-only', 'measure passages only: asks no model')
    .option('--baseline <json>', 'earlier output of --json, to compare with')
    .option('--parallel <n>', 'questions that are asked at the same time', wholeNumber('--parallel'), 4)
    .option('--json', 'print settings, measures and each question as one JSON document')
    .addHelpText('after', '\nAlso exit code 1: a question failed. 130: Ctrl-C.');

interface Flags extends QuestionOptions {
  readonly questions: string;
  readonly retrieveOnly?: true;
  readonly baseline?: string;
  readonly parallel: number;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const flags = program.opts<Flags>();
  const record = deployedDeployment(flags, io);
  const knowledge = knowledgeOf(record, DeploymentCommands.of(record, flags, io.cwd));
  const questions = questionsIn(flags, Object.keys(knowledge.audiences), io);
  const baseline = flags.baseline === undefined ? undefined : baselineIn(flags.baseline, io);
  // Options that every request would have, such as a wrong filter, fail before the first call.
  questionRequest('ask', 'x', flags);
  const { signal } = stopOnInterrupt(io);
  const { askQuestions, knowledgeTarget } = await loaded();
  const target = await knowledgeTarget(flags, io, signal);
  const { embeddingModel, dimensions, chunkTokens, chunkOverlapPercent, results } = knowledge;
  const settings: EvaluationSettings = {
    deployment: record.name,
    ...{ embeddingModel, dimensions, chunkTokens, chunkOverlapPercent },
    results: flags.results ?? results,
    ...(!flags.retrieveOnly && { model: flags.model ?? target.defaultModel }),
    ...(flags.filter !== undefined && { filter: flags.filter }),
  };
  io.stderr.write(`${callsLine(questions, settings)}\n`);
  const progress = new Progress(io.stderr, drawingFor(io.stderr));
  try {
    const options = { ...flags, isRetrieveOnly: flags.retrieveOnly === true };
    const { observations, failures } = await progress.step(`ask ${questions.length} questions`, (note) =>
      askQuestions(questions, target, options, (done) => note(progressBar(done / questions.length)), signal),
    );
    const measures = measure(observations, settings.results);
    const evaluation: Evaluation = { format: 1, settings, measures, questions: observations, failures };
    await show(evaluation, baseline, flags.json === true, io);
    for (const { question, code, message } of failures) io.stderr.write(`Failed: ${question}\n  ${code} ${message}\n`);
    return failures.length > 0 ? EXIT.failed : EXIT.ok;
  } catch (error) {
    if (signal.aborted) return signal.reason;
    throw error;
  }
}

async function show(evaluation: Evaluation, baseline: Evaluation | undefined, json: boolean, io: Io): Promise<void> {
  const { compare } = await import('./compare');
  const comparison = baseline && compare(baseline, evaluation);
  if (json) return print(io, JSON.stringify({ ...evaluation, ...(comparison && { comparison }) }, null, 2));
  const { comparisonLines, hitPlot, measuresTable, wrongLines } = await import('./evaluation-text');
  const { width } = drawingFor(io.stdout);
  const parts = [
    measuresTable(evaluation, baseline).join('\n'),
    hitPlot(evaluation, baseline, width),
    (comparison ? comparisonLines(comparison, width) : wrongLines(evaluation, width)).join('\n'),
  ];
  print(io, parts.filter((part) => part !== '').join('\n\n'));
}

/** Says what the evaluation will call, before it does. */
function callsLine({ length }: readonly EvaluationQuestion[], { results, model }: EvaluationSettings): string {
  const retrievals = `${length} searches for ${results} passages`;
  return model === undefined
    ? `${length} questions: ${retrievals}. No model is asked.`
    : `${length} questions: ${retrievals}, and at most ${length} answers of ${model}, each with up to ${results} passages as input.`;
}

function questionsIn(
  { questions: file, function: name, audience }: Flags,
  audiences: readonly string[],
  io: Io,
): readonly EvaluationQuestion[] {
  const questions = readQuestions(readFileSync(resolve(io.cwd, file), 'utf8'), file, name ? undefined : audiences);
  // The option is for questions that name none.
  return audience === undefined ? questions : questions.map((question) => ({ audience, ...question }));
}

/** @throws OperatorError if the file is not an evaluation */
function baselineIn(file: string, io: Io): Evaluation {
  const value = parseJson(readFileSync(resolve(io.cwd, file), 'utf8')) as Partial<Evaluation> | undefined;
  if (value?.format === 1 && value.settings && value.measures && Array.isArray(value.questions)) {
    return value as Evaluation;
  }
  throw new OperatorError(
    'PB-KNOWLEDGE-018',
    `${file} is not an evaluation of this version.`,
    'Write one with --json: `evaluate --questions <file> --json > earlier.json`.',
  );
}

/** Loads the SDK when the command line is known to be right. */
const loaded = async () => ({
  ...(await import('./ask-questions')),
  ...(await import('../question/knowledge-target')),
});

export const evaluateCommand: Subcommand = { program, run };
