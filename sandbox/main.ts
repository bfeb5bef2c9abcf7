import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { readAssembly } from '../cli/app/assembly-folder';
import { command, usageError, wholeNumber } from '../cli/command';
import { shown } from '../cli/inference/answer/text-output';
import { runProgram } from '../cli/process-io';
import { Progress } from '../cli/terminal/progress';
import { drawingFor } from '../cli/terminal/terminal';
import { EXIT, type ExitCode, OperatorError } from '../domain/operator-error';
import { DEFAULT_DEPLOYMENT, DEPLOYMENTS } from '../lib/config/deployments';
import { withoutAws } from './environment';
import { ANSWERS } from './model/stand-in-model';
import { runCdk } from './process/cdk';
import { Processes } from './process/processes';
import { isAsSaid } from './read-back/comparison';
import { comparisonReport } from './read-back/comparison-report';
import { Sandbox } from './sandbox';
import { ending, keepText } from './words';

const program = () =>
  command(
    'npm run sandbox --',
    'The whole life of a deployment on this machine, without an AWS account: starts stand-ins for AWS (moto) and for the\nmodel (aimock), deploys with the real cdk, reads back what was made, asks the deployed function, and destroys it all.',
  )
    .addOption(
      new Option('--deployment <row>', 'what to deploy').choices(Object.keys(DEPLOYMENTS)).default(DEFAULT_DEPLOYMENT),
    )
    .option('--keep', 'stay open after the answers, for cdk, npm run ask and the AWS CLI, until Ctrl-C')
    .option('--port <n>', 'where the sandbox answers (default: any free port)', wholeNumber('--port'))
    .option('--answers <file>', 'what the stand-in model answers', ANSWERS)
    .option('--model-url <url>', 'an OpenAI-compatible server that answers instead, such as http://localhost:11434/v1')
    .option('--model-name <name>', 'the model of that server, such as llama3.2')
    .option('--python <path>', 'a Python that has moto (default: one is set up in .sandbox, once)')
    .option('--endpoint <url>', 'a stand-in for AWS that runs on this machine already')
    .option('--app <folder>', 'a cloud assembly to deploy (default: it is synthesized)')
    .option('--json', 'steps, comparison and answers as one JSON document (use npm run -s)')
    .addHelpText(
      'after',
      '\nCtrl-C stops everything that was started (exit code 130). The network is needed once: for moto, and for the Node\nof the Lambda runtime.',
    );

interface Options {
  readonly deployment: keyof typeof DEPLOYMENTS;
  readonly keep?: true;
  readonly port?: number;
  readonly answers: string;
  readonly modelUrl?: string;
  readonly modelName?: string;
  readonly python?: string;
  readonly endpoint?: string;
  readonly app?: string;
  readonly json?: true;
}

const FOLDER = resolve('.sandbox');
const interrupted = new AbortController();

async function run(program: Command): Promise<ExitCode> {
  const options = program.opts<Options>();
  assertUsable(options);
  rmSync(join(FOLDER, 'logs'), { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const { signal } = interrupted;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => interrupted.abort(new Error(`ended by ${name}`)));
  }
  const processes = new Processes(join(FOLDER, 'logs'));
  const progress = new Progress(process.stderr, drawingFor(process.stderr));
  try {
    const exit = await live(options, processes, progress, signal);
    return signal.aborted ? EXIT.interrupted : exit;
  } catch (error) {
    if (!signal.aborted) throw error;
    return EXIT.interrupted;
  } finally {
    await processes.stopAll();
    if (signal.aborted) process.stderr.write('\nStopped; everything that was started is gone.\n');
  }
}

async function live(
  options: Options,
  processes: Processes,
  progress: Progress,
  signal: AbortSignal,
): Promise<ExitCode> {
  const env = withoutAws(process.env);
  const { deployment, port = 0 } = options;
  const { region } = DEPLOYMENTS[deployment];
  const app = options.app ?? join(FOLDER, 'cdk.out');
  if (options.app === undefined) await synthesize(deployment, app, processes, progress, signal);
  const assembly = readAssembly(app, process.cwd());
  if (!assembly.stacks.some(({ id }) => id.startsWith(`${deployment}/`))) {
    throw new OperatorError(
      'PB-SANDBOX-005',
      `${app} holds no stack of ${deployment}.`,
      'Name the row that it was made of with --deployment.',
    );
  }
  const sandbox = new Sandbox({ ...options, region, assembly, folder: FOLDER, port, env }, processes, progress, signal);
  const say = options.json ? () => undefined : (text: string) => void process.stdout.write(shown(text, process.stdout));
  const drawing = drawingFor(process.stdout);
  try {
    await sandbox.open(await sandbox.prepare());
    await sandbox.deploy();
    const { compared, expected } = await sandbox.readBack();
    say(`\n${comparisonReport(compared, drawing)}\n\n`);
    const answers = await sandbox.ask(expected, say);
    if (options.keep) {
      say(`${keepText(sandbox.url, region, deployment)}\n`);
      await sandbox.stay();
    }
    const { left, kept } = await sandbox.destroy();
    const same = isAsSaid(compared);
    const ok = same && left.length === 0;
    if (options.json) {
      const { steps } = progress;
      console.log(JSON.stringify({ deployment, ok, steps, resources: compared, answers, left, kept }, null, 2));
    }
    say(`\n${ending(same, left, kept, progress.seconds)}\n`);
    return ok ? EXIT.ok : EXIT.failed;
  } finally {
    await sandbox.stop();
  }
}

function synthesize(row: string, output: string, processes: Processes, progress: Progress, signal: AbortSignal) {
  rmSync(output, { recursive: true, force: true });
  return progress.step(`cdk synth (${row})`, (onLine) =>
    runCdk(
      { processes, env: withoutAws(process.env), signal, onLine },
      ...['synth', '--quiet', '--context', `deployment=${row}`, '--output', output],
    ),
  );
}

/** Whatever deploys here must stay here, and what cannot be is said before anything is started. */
function assertUsable({ endpoint, modelName, modelUrl, port = 0 }: Options): void {
  if (port > 65_535) throw usageError('PB-SANDBOX-018', `--port takes a port, up to 65535, not ${port}.`);
  if (modelName !== undefined && modelUrl === undefined)
    throw usageError('PB-SANDBOX-019', '--model-name needs --model-url.');
  if (modelUrl !== undefined && !/^https?:$/.test(urlOf(modelUrl)?.protocol ?? '')) {
    throw usageError(
      'PB-SANDBOX-020',
      `--model-url takes an address such as http://localhost:11434/v1, not ${modelUrl}.`,
    );
  }
  if (endpoint === undefined) return;
  const { protocol, hostname, pathname } = urlOf(endpoint) ?? {};
  if (protocol === 'http:' && pathname === '/' && (hostname === 'localhost' || hostname === '127.0.0.1')) return;
  throw usageError(
    'PB-SANDBOX-021',
    `--endpoint takes an address of this machine, such as http://localhost:5000, not ${endpoint}.`,
  );
}

const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

void runProgram({ program, run });
