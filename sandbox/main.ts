import { mkdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { assemblyOf, DEPLOYMENT_OPTION, type DeploymentFlags } from '../cli/app/deployments';
import { command, usageError, wholeNumber } from '../cli/command';
import { runProgram } from '../cli/process-io';
import { guarded } from '../cli/terminal/guarded-terminal';
import { Progress } from '../cli/terminal/progress';
import { drawingFor } from '../cli/terminal/terminal';
import { EXIT, type ExitCode, OperatorError } from '../domain/operator-error';
import { scribeRow } from './consultations/scribe-row';
import { withoutAws } from './environment';
import { documentsRow } from './knowledge/documents-row';
import { keepHints, summary } from './messages';
import { ANSWERS } from './model/stand-in-model';
import { runCdk } from './process/cdk';
import { Processes } from './process/processes';
import { matchesTemplates } from './read-back/comparison';
import { comparisonReport } from './read-back/comparison-report';
import { Sandbox } from './sandbox';

const program = () =>
  command(
    'npm run sandbox --',
    'Runs the whole life of a deployment on this machine, without an AWS account: starts stand-ins for AWS (moto) and for\nthe model (aimock), deploys with the real cdk, compares the resources with the templates, asks the deployed function,\nand destroys everything.',
  )
    .addOption(DEPLOYMENT_OPTION)
    .option('--keep', 'stay open after the answers until Ctrl-C, for cdk, npm run ask and the AWS CLI')
    .option('--port <n>', 'port of the sandbox (default: any free port)', wholeNumber('--port'))
    .option('--answers <file>', 'answers of the stand-in model', ANSWERS)
    .option('--model-url <url>', 'an OpenAI-compatible server that answers instead, such as http://localhost:11434/v1')
    .option('--model-name <name>', 'the model of that server, such as llama3.2')
    .option('--python <path>', 'Python that has moto (default: one is set up in .sandbox, once)')
    .option('--endpoint <url>', 'stand-in for AWS that already runs on this machine')
    .option('--app <folder>', 'cloud assembly to deploy (default: synthesize one)')
    .option('--json', 'print steps, comparison and answers as one JSON document (use npm run -s)')
    .addHelpText(
      'after',
      '\nCtrl-C stops every process of the sandbox (exit code 130). The first run needs the network, for moto and for the Node\nof the Lambda runtime.',
    );

interface Options extends DeploymentFlags {
  readonly keep?: true;
  readonly port?: number;
  readonly answers: string;
  readonly modelUrl?: string;
  readonly modelName?: string;
  readonly python?: string;
  readonly endpoint?: string;
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
  const stderr = guarded(process.stderr);
  const processes = new Processes(join(FOLDER, 'logs'));
  const progress = new Progress(stderr, drawingFor(stderr));
  try {
    const exit = await live(options, processes, progress, signal);
    return signal.aborted ? EXIT.interrupted : exit;
  } catch (error) {
    if (!signal.aborted) throw error;
    return EXIT.interrupted;
  } finally {
    await processes.stopAll();
    if (signal.aborted) stderr.write('\nStopped. No process of the sandbox is left.\n');
  }
}

async function live(
  options: Options,
  processes: Processes,
  progress: Progress,
  signal: AbortSignal,
): Promise<ExitCode> {
  const env = withoutAws(process.env);
  const app = options.app ?? join(FOLDER, 'cdk.out');
  if (options.app === undefined) await synthesize(options.deployment, app, processes, progress, signal);
  const assembly = assemblyOf(
    { app, deployment: options.deployment },
    { cwd: process.cwd(), env, stderr: guarded(process.stderr) },
  );
  const [record] = assembly.deployments;
  if (!record) {
    throw new OperatorError(
      'PB-SANDBOX-005',
      `${app} has no deployment of this project.`,
      'Name the assembly of an app that has the construct PrivateBedrock with --app.',
    );
  }
  const {
    name: deployment,
    config: { region },
  } = record;
  const settings = { ...options, deployment, region, assembly, folder: FOLDER, port: options.port ?? 0, env };
  const sandbox = new Sandbox(settings, processes, progress, signal);
  const stdout = guarded(process.stdout);
  const say = options.json ? () => undefined : (text: string) => void stdout.write(text);
  const drawing = drawingFor(stdout);
  try {
    await sandbox.open(await sandbox.prepare());
    await sandbox.deploy();
    const { compared, expected } = await sandbox.readBack();
    say(`\n${comparisonReport(compared, drawing)}\n\n`);
    const answers = await sandbox.ask(expected, say);
    const { knowledge, healthScribe } = record.config;
    const documents = knowledge && (await documentsRow(sandbox, { deployment, region, knowledge }, expected, say));
    const consultations =
      healthScribe && (await scribeRow(sandbox, { deployment, region, healthScribe }, expected, say));
    if (options.keep) {
      say(`${keepHints(sandbox.url, record, relative('.', join(FOLDER, 'documents')))}\n`);
      await sandbox.stay();
    }
    const { left, kept } = await sandbox.destroy();
    const same = matchesTemplates(compared);
    const ok = same && left.length === 0;
    if (options.json) {
      const { steps } = progress;
      stdout.write(
        `${JSON.stringify(
          { deployment, ok, steps, resources: compared, answers, documents, consultations, left, kept },
          null,
          2,
        )}\n`,
      );
    }
    say(`\n${summary(same, left, kept, progress.seconds)}\n`);
    return ok ? EXIT.ok : EXIT.failed;
  } finally {
    await sandbox.stop();
  }
}

function synthesize(
  row: string | undefined,
  output: string,
  processes: Processes,
  progress: Progress,
  signal: AbortSignal,
) {
  rmSync(output, { recursive: true, force: true });
  return progress.step(row === undefined ? 'cdk synth' : `cdk synth (${row})`, (onLine) =>
    runCdk(
      { processes, env: withoutAws(process.env), signal, onLine },
      ...['synth', '--quiet', '--output', output, ...(row === undefined ? [] : ['--context', `deployment=${row}`])],
    ),
  );
}

/** Refuses wrong options before anything starts. An endpoint that is not on this machine is one. */
function assertUsable({ endpoint, modelName, modelUrl, port = 0 }: Options): void {
  if (port > 65_535) throw usageError('PB-SANDBOX-018', `--port takes a port up to 65535, not ${port}.`);
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
