import type { Command } from 'commander';
import { EXIT, type ExitCode, OperatorError } from '../../../domain/operator-error';
import { APP_OPTION, DEPLOYMENT_OPTION, type DeploymentFlags, deployedDeployment } from '../../app/deployments';
import type { CallerIdentity } from '../../aws/caller-identity';
import { command, type Subcommand, usageError, wholeNumber } from '../../command';
import { type Io, type Output, print } from '../../io';
import { confirm } from '../../terminal/confirm';
import { stopOnInterrupt } from '../../terminal/interrupt';
import { Progress } from '../../terminal/progress';
import { drawingFor } from '../../terminal/terminal';
import { openSource } from '../validate/open-source';
import type { Source } from '../validate/source';
import { validateSources } from '../validate/validate-sources';
import { validationReport } from '../validate/validation-report';
import { manifestOf, type TuneOptions } from './tune-options';
import { type TuningTarget, tuningRow, tuningTarget } from './tuning-target';

const program = () =>
  command(
    'private-bedrock tune',
    'Trains a custom model with labelled examples: checks and uploads them, starts\n' +
      'the tuning workflow of a deployment and waits for its end. Never trains the\n' +
      'same examples, model and hyperparameters twice: the same command again waits\n' +
      'for the same job. Training costs money per token, and a custom model per\n' +
      'month: the command asks first.',
  )
    .argument('<file>', 'JSON Lines: a local file, or s3:// below datasets/ in the bucket of the deployment')
    .requiredOption('--model <id>', 'base model, such as amazon.nova-lite-v1:0')
    .option('--validation <file>', 'validation set: its loss decides on the deployment')
    .option('--set <name=number>', 'hyperparameter, such as epochCount=3; repeatable', appendTo, [])
    .option('--max-loss <n>', 'deploy only if the last loss is at most n', positive)
    .option('--again', 'after an end, check and deploy what was trained, and train what was not')
    .option('--attempt <n>', 'train the same again, and pay for it', wholeNumber('--attempt'), 1)
    .addOption(DEPLOYMENT_OPTION)
    .addOption(APP_OPTION)
    .option('--no-wait', 'end after the upload, which starts the workflow: the only way inside an isolated VPC')
    .option('--account <id>', 'account id, if STS is not reachable, for example inside an isolated VPC', accountId)
    .option('--every <seconds>', 'seconds between two checks of the job', wholeNumber('--every'), 15)
    .option('--yes', 'start without asking')
    .option('--json', 'print the result as JSON');

interface Flags extends DeploymentFlags {
  readonly model: string;
  readonly validation?: string;
  readonly set: readonly string[];
  readonly maxLoss?: number;
  readonly again?: true;
  readonly attempt: number;
  readonly wait: boolean;
  readonly account?: string;
  readonly every: number;
  readonly yes?: true;
  readonly json?: true;
}

function appendTo(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function accountId(value: string): string {
  if (/^\d{12}$/.test(value)) return value;
  throw usageError('PB-TUNE-011', `--account '${value}' is not an account id.`, 'Write its twelve digits.');
}

function positive(value: string): number {
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  throw usageError('PB-TUNE-012', `--max-loss '${value}' is not a number from 0.`, 'Write for example --max-loss 1.5.');
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const flags = program.opts<Flags>();
  const row = tuningRow(deployedDeployment(flags, io));
  const hasValidation = flags.validation !== undefined;
  const manifest = manifestOf({ ...flags, hasValidation }, row);
  const options: TuneOptions = { ...flags, hasValidation, model: manifest.model.id };
  const training = await openSource(program.args[0] ?? '', io.cwd);
  const validation = flags.validation === undefined ? undefined : await openSource(flags.validation, io.cwd);
  const opened: readonly [Source, Source?] = validation ? [training, validation] : [training];
  const { TuningRun, jobOfSources, mediaPlace, placeSources, planReport, resultJson, resultReport, ...aws } =
    await loaded();
  const caller = flags.account ? { account: flags.account } : await aws.callerIdentity(aws.stsClient(row.region));
  const target = tuningTarget(row, caller);
  const progress = new Progress(io.stderr, drawingFor(io.stderr));
  const job = await jobOfSources(opened, manifest, row.deployment);
  const sources = placeSources(opened, job, target);
  const report = await progress.step('check the examples', (note) =>
    validateSources(
      {
        sources,
        model: manifest.model,
        epochs: manifest.hyperParameters.epochCount,
        mediaIn: mediaPlace(target),
        limit: 10,
      },
      note,
    ),
  );
  const show = (data: unknown, text: () => string) => print(io, flags.json ? JSON.stringify(data, null, 2) : text());
  if (!report.ok) {
    show({ report }, () => validationReport(report, drawingFor(io.stdout)));
    io.stderr.write('Nothing was uploaded, and nothing was started.\n');
    return EXIT.failed;
  }
  const tuning = new TuningRun(target, { options, job, sources }, progress);
  const earlier = flags.wait ? await tuning.findEarlier(flags.again === true) : undefined;
  if (!earlier) {
    io.stderr.write(`${planReport(report, job.name, flags.again === true)}\n`);
    if (!flags.yes) await confirmStart(question(target, caller), io);
    if (!flags.wait) {
      await tuning.handOver();
      show({ name: job.name }, () => handedOver(job.name));
      return EXIT.ok;
    }
    await tuning.start();
  }
  const { signal } = stopOnInterrupt(io);
  const polling = { every: flags.every, onState: newStates(io.stderr), signal };
  const result = await tuning.follow(polling, earlier).catch((error: unknown) => {
    if (signal.aborted) return undefined;
    throw error;
  });
  if (!result) {
    io.stderr.write(`\nThe training continues. The same command waits for it. To stop it:\n${stopCommand(job.name)}\n`);
    return EXIT.interrupted;
  }
  show(resultJson(result), () => resultReport(result, target, drawingFor(io.stdout)));
  return result.end.status === 'SUCCEEDED' ? EXIT.ok : EXIT.failed;
}

const stopCommand = (name: string) => `  aws bedrock stop-model-customization-job --job-identifier ${name}`;

const handedOver = (name: string) =>
  `${name} is uploaded. The workflow checks the examples again and starts the job. To read its status:\n` +
  `  aws bedrock get-model-customization-job --job-identifier ${name}`;

const question = ({ account, region }: TuningTarget, { arn }: Partial<CallerIdentity>) =>
  `Start the training in account ${account}, ${region}${arn ? `, as ${arn}` : ''}?`;

/** @throws OperatorError unless a person answers yes */
async function confirmStart(question: string, { stdin, stderr }: Io): Promise<void> {
  if (!stdin.isTTY) {
    throw new OperatorError(
      'PB-TUNE-003',
      'Nothing was started: this command asks first, and standard input is not a terminal.',
      'Run it in a terminal, or add --yes.',
    );
  }
  if (await confirm(question, stdin, stderr)) return;
  throw new OperatorError('PB-TUNE-004', 'Nothing was uploaded, and nothing was started.', 'Run it again to start it.');
}

/** Writes each new state once, where Progress draws nothing. */
function newStates(stream: Output): (state: string) => void {
  const seen = new Set<string>();
  return (state) => {
    if (!stream.isTTY && !seen.has(state)) stream.write(`  ${state}\n`);
    seen.add(state);
  };
}

/** Loads the SDK when the command line is known to be right. */
const loaded = async () => ({
  ...(await import('../../aws/caller-identity')),
  ...(await import('./job-of-sources')),
  ...(await import('./place-sources')),
  ...(await import('./tuning-run')),
  ...(await import('./tuning-report')),
});

export const tuneCommand: Subcommand = { program, run };
