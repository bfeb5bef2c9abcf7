import type { Command } from 'commander';
import { EXIT, type ExitCode, OperatorError } from '../../../domain/operator-error';
import { DEFAULT_DEPLOYMENT } from '../../../lib/config/deployments';
import type { SignedIn } from '../../aws/signed-in';
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
import { type Asked, askedManifest } from './asked-manifest';
import { type TuningTarget, tuningRow, tuningTarget } from './tuning-target';

const program = () =>
  command(
    'private-bedrock tune',
    'Trains a custom model with these labelled examples: checks them, uploads\n' +
      'them, starts the tuning workflow of a deployment and waits for its end. The\n' +
      'same examples, model and hyperparameters are never trained twice: run it\n' +
      'again, and it goes on looking. Training costs money by the token, and a\n' +
      'custom model by the month: it asks first.',
  )
    .argument('<file>', 'JSON Lines on this machine, or s3:// below datasets/ of the bucket of the deployment')
    .requiredOption('--model <id>', 'the base model, such as amazon.nova-lite-v1:0')
    .option('--validation <file>', 'examples that are held out: the loss on them decides')
    .option('--set <name=number>', 'a hyperparameter, such as epochCount=3; as often as there are some', collected, [])
    .option('--max-loss <n>', 'the most that the last loss may be for the model to be deployed', positive)
    .option('--again', 'once more after an end: judges and deploys what has been trained, and trains what has not')
    .option('--attempt <n>', 'to train the same once more, and pay for it', wholeNumber('--attempt'), 1)
    .option('--deployment <row>', 'a row of lib/config/deployments.ts', DEFAULT_DEPLOYMENT)
    .option('--no-wait', 'leave once it is uploaded, which starts it: all that can be done inside an isolated VPC')
    .option('--account <id>', 'the account, where STS cannot be asked for it, as inside an isolated VPC', accountId)
    .option('--every <seconds>', 'between two looks', wholeNumber('--every'), 15)
    .option('--yes', 'start without asking')
    .option('--json', 'what became of it, as JSON (use npm run -s)');

interface Flags {
  readonly model: string;
  readonly validation?: string;
  readonly set: readonly string[];
  readonly maxLoss?: number;
  readonly again?: true;
  readonly attempt: number;
  readonly deployment: string;
  readonly wait: boolean;
  readonly account?: string;
  readonly every: number;
  readonly yes?: true;
  readonly json?: true;
}

function collected(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function accountId(value: string): string {
  if (/^\d{12}$/.test(value)) return value;
  throw usageError('PB-TUNE-011', `--account takes twelve digits, not ${value}.`);
}

function positive(value: string): number {
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  throw usageError('PB-TUNE-012', `--max-loss takes a number from 0, not ${value}.`);
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const flags = program.opts<Flags>();
  const row = tuningRow(flags.deployment);
  const validated = flags.validation !== undefined;
  const manifest = askedManifest({ ...flags, validated }, row);
  const asked: Asked = { ...flags, validated, model: manifest.model.id };
  const training = await openSource(program.args[0] ?? '', io.cwd);
  const held = flags.validation === undefined ? undefined : await openSource(flags.validation, io.cwd);
  const opened: readonly [Source, Source?] = held ? [training, held] : [training];
  const { Tune, signedIn, intention, jobOfSources, mediaPlace, placed, tunedJson, tunedReport } = await loaded();
  const caller = flags.account ? { account: flags.account } : await signedIn(row.region);
  const target = tuningTarget(row, caller);
  const progress = new Progress(io.stderr, drawingFor(io.stderr));
  const job = await jobOfSources(opened, manifest, row.deployment);
  const sources = placed(opened, job, target);
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
  const say = (data: unknown, text: () => string) => print(io, flags.json ? JSON.stringify(data, null, 2) : text());
  if (!report.ok) {
    say({ report }, () => validationReport(report, drawingFor(io.stdout)));
    io.stderr.write('Nothing was uploaded, and nothing was started.\n');
    return EXIT.failed;
  }
  const tune = new Tune(target, { asked, job, sources }, progress);
  const earlier = flags.wait ? await tune.earlier(flags.again === true) : undefined;
  if (!earlier) {
    io.stderr.write(`${intention(report, job.name, flags.again === true)}\n`);
    if (!flags.yes) await agreed(question(target, caller), io);
    if (!flags.wait) {
      await tune.handOver();
      say({ name: job.name }, () => handedOver(job.name));
      return EXIT.ok;
    }
    await tune.start();
  }
  const { signal } = stopOnInterrupt(io);
  const pace = { every: flags.every, onState: firstTimes(io.stderr), signal };
  const tuned = await tune.follow(pace, earlier).catch((error: unknown) => {
    if (signal.aborted) return undefined;
    throw error;
  });
  if (!tuned) {
    io.stderr.write(`\nThe training goes on, and the same command looks again. To stop it:\n${stopping(job.name)}\n`);
    return EXIT.interrupted;
  }
  say(tunedJson(tuned), () => tunedReport(tuned, target, drawingFor(io.stdout)));
  return tuned.standing.status === 'SUCCEEDED' ? EXIT.ok : EXIT.failed;
}

const stopping = (name: string) => `  aws bedrock stop-model-customization-job --job-identifier ${name}`;

const handedOver = (name: string) =>
  `${name} is handed over. How it stands, after the examples were checked once more:\n` +
  `  aws bedrock get-model-customization-job --job-identifier ${name}`;

const question = ({ account, region }: TuningTarget, { arn }: Partial<SignedIn>) =>
  `Train it in account ${account}, ${region}${arn ? `, as ${arn}` : ''}?`;

/** @throws OperatorError unless somebody says yes */
async function agreed(question: string, { stdin, stderr }: Io): Promise<void> {
  if (!stdin.isTTY)
    throw new OperatorError('PB-TUNE-003', 'Nothing was started.', 'Run it in a terminal, or add --yes.');
  if (await confirm(question, stdin, stderr)) return;
  throw new OperatorError('PB-TUNE-004', 'Nothing was started.', 'Nothing was uploaded, either.');
}

/** Where no progress line is drawn, a line for each state that is new. */
function firstTimes(stream: Output): (state: string) => void {
  const seen = new Set<string>();
  return (state) => {
    if (!stream.isTTY && !seen.has(state)) stream.write(`  ${state}\n`);
    seen.add(state);
  };
}

/** The SDK is loaded when the command line is known to be right. */
const loaded = async () => ({
  ...(await import('../../aws/signed-in')),
  ...(await import('./job-of-sources')),
  ...(await import('./placed')),
  ...(await import('./tune')),
  ...(await import('./tune-report')),
});

export const tuneCommand: Subcommand = { program, run };
