import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { DeploymentRecord } from '../../../domain/deployment/deployment-record';
import { EXIT, type ExitCode, OperatorError } from '../../../domain/operator-error';
import { LIMITS } from '../../../lambda/knowledge/contract';
import { DeploymentCommands } from '../../app/deployment-commands';
import { APP_OPTION, DEPLOYMENT_OPTION, deployedDeployment } from '../../app/deployments';
import { command, type Subcommand, wholeNumber } from '../../command';
import { parseJson } from '../../functions/parse-json';
import { type Io, print } from '../../io';
import { counted } from '../../terminal/counted';
import { stopOnInterrupt } from '../../terminal/interrupt';
import { Progress, progressBar } from '../../terminal/progress';
import { drawingFor } from '../../terminal/terminal';
import { knowledgeOf } from '../knowledge-row';
import { addPassageOptions, type QuestionOptions, questionRequest } from '../question/question-options';
import type { Evaluation, EvaluationSettings } from './evaluation';
import type { KnownDocuments } from './known-documents';
import { measure } from './measure';
import { type EvaluationQuestion, readQuestions } from './questions';
import { assertShared, sharedLines, sharedQuestions } from './shared-questions';

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
    .option(
      '--max-tokens <n>',
      'maximum number of tokens in an answer',
      wholeNumber('--max-tokens', 1, LIMITS.maxTokens),
    )
    .option('--retrieve-only', 'measure passages only: asks no model')
    .option('--baseline <json>', 'earlier output of --json, to compare with: the questions that both have')
    .option(
      '--documents <folder>',
      'folder of sync: each relevant document must be in it (default: in the bucket, if you may list it)',
    )
    .option('--parallel <n>', 'questions that are asked at the same time', wholeNumber('--parallel'), 4)
    .option('--json', 'print settings, measures and each question as one JSON document')
    .addHelpText('after', '\nAlso exit code 1: a question failed. 130: Ctrl-C.');

interface Flags extends QuestionOptions {
  readonly questions: string;
  readonly retrieveOnly?: true;
  readonly baseline?: string;
  readonly documents?: string;
  readonly parallel: number;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const flags = program.opts<Flags>();
  const record = deployedDeployment(flags, io);
  const commands = DeploymentCommands.of(record, flags, io.cwd);
  const knowledge = knowledgeOf(record, commands);
  const audiences = Object.keys(knowledge.audiences);
  // Mistakes of files and options, such as a wrong filter, come before the first call.
  const asked = questionsIn(flags, audiences, io);
  const baseline = flags.baseline === undefined ? undefined : baselineIn(flags.baseline, io);
  if (baseline) assertShared(baseline, flags.baseline ?? '', asked);
  questionRequest('ask', 'x', flags);
  const { signal } = stopOnInterrupt(io);
  const { askQuestions, knowledgeTarget } = await loaded();
  const target = await knowledgeTarget(flags, io, signal);
  const known = await knownDocuments(flags, { record, commands }, io, signal);
  const questions = questionsIn(flags, audiences, io, known);
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
    const { observations, failures } = await progress.step(`ask ${counted(questions.length, 'question')}`, (note) =>
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
  const shared = baseline && sharedQuestions(baseline, evaluation);
  const comparison = shared && compare(shared);
  if (json) {
    const { onlyBefore, onlyNow, regraded } = shared ?? {};
    const compared = comparison && { comparison: { ...comparison, onlyBefore, onlyNow, regraded } };
    return print(io, JSON.stringify({ ...evaluation, ...compared }, null, 2));
  }
  const { comparisonLines, hitPlot, measuresTable, wrongLines } = await import('./evaluation-text');
  const { width } = drawingFor(io.stdout);
  const { now, before } = shared ?? { now: evaluation, before: undefined };
  const parts = [
    (shared ? sharedLines(shared) : []).join('\n'),
    measuresTable(now, before).join('\n'),
    hitPlot(now, before, width),
    (comparison ? comparisonLines(comparison, width) : wrongLines(evaluation, width)).join('\n'),
  ];
  print(io, parts.filter((part) => part !== '').join('\n\n'));
}

/** Lists the documents that exist, or says why their names are not checked. */
async function knownDocuments(
  { documents, function: name }: Flags,
  deployment: { readonly record: DeploymentRecord; readonly commands: DeploymentCommands },
  io: Io,
  signal: AbortSignal,
): Promise<KnownDocuments | undefined> {
  const { documentsInBucket, documentsInFolder } = await import('./known-documents');
  if (documents !== undefined) return documentsInFolder(documents, io.cwd);
  const found = name
    ? { reason: '--function can name another deployment.' }
    : await documentsInBucket(deployment.record, deployment.commands, signal);
  if ('keys' in found) return found;
  io.stderr.write(`Names of relevant documents are not checked: ${found.reason}\nAdd --documents <folder of sync>.\n`);
  return undefined;
}

/** Says what the evaluation will call, before it does. */
function callsLine({ length }: readonly EvaluationQuestion[], { results, model }: EvaluationSettings): string {
  const passages = counted(results, 'passage');
  const retrievals = `${counted(length, 'question')}: ${counted(length, 'search', 'searches')} for ${passages}`;
  return model === undefined
    ? `${retrievals}. No model is asked.`
    : `${retrievals}, and at most ${counted(length, 'answer')} of ${model}, each with up to ${passages} as input.`;
}

function questionsIn(
  { questions: file, function: name, audience }: Flags,
  audiences: readonly string[],
  io: Io,
  known?: KnownDocuments,
): readonly EvaluationQuestion[] {
  const text = readFileSync(resolve(io.cwd, file), 'utf8');
  const questions = readQuestions(text, file, name ? undefined : audiences, known);
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
