import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { DeploymentRecord } from '../../../domain/deployment/deployment-record';
import { groupsOf } from '../../../domain/deployment/knowledge-settings';
import type { SyncReport } from '../../../domain/knowledge/sync-report';
import { EXIT, type ExitCode, OperatorError } from '../../../domain/operator-error';
import { DeploymentCommands } from '../../app/deployment-commands';
import { APP_OPTION, DEPLOYMENT_OPTION, type DeploymentFlags, deployedDeployment } from '../../app/deployments';
import { command, type Subcommand, usageError, wholeNumber } from '../../command';
import { parseJson } from '../../functions/parse-json';
import { escapeControls } from '../../functions/text-output';
import { type Io, print } from '../../io';
import { confirm } from '../../terminal/confirm';
import { stopOnInterrupt } from '../../terminal/interrupt';
import { Progress, progressBar } from '../../terminal/progress';
import { drawingFor } from '../../terminal/terminal';
import { knowledgeOf } from '../knowledge-row';
import type { CheckedFolder } from './check-folder';
import type { LocalFolder } from './local-folder';
import type { SyncPlan } from './sync-plan';
import type { BucketState } from './sync-run';
import type { SyncTarget } from './sync-target';
import { deletionQuestion, findingLines, planLine, planLines, reportLines, skippedLines } from './sync-text';

const program = () =>
  command(
    'private-bedrock sync',
    'Uploads the documents of a folder that are new or changed, starts the ingestion\n' +
      'workflow, waits for its end and prints its report. Checks every file first: one\n' +
      'with a mistake is reported, and does not stop the others.',
  )
    .argument('<folder>', 'folder with documents, each with an optional <document>.metadata.json')
    .addOption(DEPLOYMENT_OPTION)
    .addOption(APP_OPTION)
    .option('--delete', 'also delete what the bucket has and the folder does not; asks first')
    .option('--yes', 'delete without asking')
    .option('--dry-run', 'print what would be uploaded and deleted, and change nothing')
    .option('--again', 'start the ingestion workflow also if nothing is to be uploaded or deleted')
    .option('--no-wait', 'end after the upload, which starts the workflow: the only way inside an isolated VPC')
    .option('--account <id>', 'account id, if STS is not reachable, for example inside an isolated VPC', accountId)
    .option('--every <seconds>', 'seconds between two checks of the workflow', wholeNumber('--every'), 10)
    .option('--json', 'print changes, findings and report as one JSON document')
    .addHelpText('after', '\nAlso exit code 1: a file has a mistake, or Bedrock could not index a document.');

interface Flags extends DeploymentFlags {
  readonly delete?: true;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly again?: true;
  readonly wait: boolean;
  readonly account?: string;
  readonly every: number;
  readonly json?: true;
}

function accountId(value: string): string {
  if (/^\d{12}$/.test(value)) return value;
  throw usageError('PB-KNOWLEDGE-012', `--account '${value}' is not an account id.`, 'Write its twelve digits.');
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const flags = program.opts<Flags>();
  const folder = program.args[0] ?? '';
  const record = deployedDeployment(flags, io);
  const commands = DeploymentCommands.of(record, flags, io.cwd);
  const groups = groupsOf(knowledgeOf(record, commands));
  const { signal } = stopOnInterrupt(io);
  const sdk = await loaded();
  const progress = new Progress(io.stderr, drawingFor(io.stderr));
  try {
    // Reading the folder and listing the bucket take about the same time.
    const [local, bucket] = await progress.passing('compare the folder with the bucket', (note) =>
      Promise.all([
        sdk.readFolder(resolve(io.cwd, folder), (done, all) => note(progressBar(done / all))),
        openBucket(sdk, record, commands, flags.account, signal),
      ]),
    );
    try {
      if (local.files.length === 0) throw noFiles(folder);
      const checked = await sdk.checkFolder(local, groups);
      const said = [...skippedLines(local.skipped), ...findingLines(checked.findings)];
      for (const line of said) io.stderr.write(`${escapeControls(line, io.stderr)}\n`);
      return await sync({ flags, io, local, checked, progress, signal, sdk, ...bucket });
    } finally {
      bucket.documents.close();
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    io.stderr.write('\nInterrupted. The same command continues: it uploads only what is missing.\n');
    return EXIT.interrupted;
  }
}

type Sdk = Awaited<ReturnType<typeof loaded>>;

/** Finds the bucket of the deployment and reads its state. @throws OperatorError */
async function openBucket(
  sdk: Sdk,
  record: DeploymentRecord,
  commands: DeploymentCommands,
  account: string | undefined,
  signal: AbortSignal,
) {
  const target = await sdk.findSyncTarget(record, commands, account, signal);
  const documents = new sdk.DocumentsClient(target, signal);
  const [stored, manifest] = await Promise.all([documents.list(), documents.readManifest()]);
  return { target, documents, before: { stored, manifest } };
}

interface Run {
  readonly flags: Flags;
  readonly io: Io;
  readonly local: LocalFolder;
  readonly checked: CheckedFolder;
  readonly target: SyncTarget;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly sdk: Sdk;
  readonly documents: InstanceType<Sdk['DocumentsClient']>;
  readonly before: BucketState;
}

async function sync(run: Run): Promise<ExitCode> {
  const { flags, io, local, checked, sdk, before } = run;
  const full = sdk.planSync(checked.wanted, before.stored, before.manifest, checked.rejected);
  const isDeleting = flags.delete === true;
  const plan = isDeleting ? full : { ...full, deleted: [] };
  io.stderr.write(`${planLine(full, isDeleting)}\n`);
  if (!isDeleting && full.deleted.length > 0) io.stderr.write('--delete deletes what is only in the bucket.\n');
  const exit = checked.findings.length > 0 ? EXIT.failed : EXIT.ok;
  const show = (more: object, lines: readonly string[]) => {
    const outcome = { ...planJson(plan), skipped: local.skipped, findings: checked.findings, ...more };
    print(io, flags.json ? JSON.stringify(outcome, null, 2) : escapeControls(lines.join('\n'), io.stdout));
  };
  if (flags.dryRun) {
    show({ dryRun: true }, [...planLines(plan, isDeleting), 'Nothing was uploaded or deleted: this is a dry run.']);
    return exit;
  }
  const hasChanges = plan.added.length + plan.changed.length + plan.deleted.length > 0;
  if (!hasChanges && !flags.again) {
    show({}, ['Nothing to do: the bucket has these documents already. Nothing was uploaded.']);
    return exit;
  }
  if (hasChanges) await changeBucket(run, plan);
  if (!flags.wait) {
    show({}, ['Uploaded. This has started the ingestion workflow, which writes its report below sync-reports/.']);
    return exit;
  }
  const report = await followIngestion(run);
  if (!report) {
    show({ sync: 'unchanged' }, ['Synced: the knowledge base has these documents already.']);
    return exit;
  }
  show({ sync: report }, reportLines(report));
  const hasFailed = report.findings.length > 0 || (report.statistics.NumberOfDocumentsFailed ?? 0) > 0;
  return hasFailed ? EXIT.failed : exit;
}

/** @throws OperatorError */
async function changeBucket(
  { flags, io, target, progress, sdk, documents, before }: Run,
  plan: SyncPlan,
): Promise<void> {
  if (plan.deleted.length > 0 && !flags.yes) await confirmDeletion(deletionQuestion(plan.deleted, target), io);
  if (await sdk.applyPlan(documents, plan, before, progress)) return;
  io.stderr.write('No permission to write sync-reports/manifest.json: the next sync uploads everything again.\n');
}

/** Returns the report of the sync; undefined if there was nothing to sync. */
async function followIngestion(run: Run): Promise<SyncReport | undefined> {
  const { flags, target, progress, signal, documents } = run;
  const { IngestionRun } = await import('./ingestion-run');
  const ingestion = new IngestionRun(target);
  try {
    const { report } = await progress.step('sync with the knowledge base', async () =>
      ingestion.follow(await ingestion.start(), { every: flags.every, signal }),
    );
    return report === undefined ? undefined : (parseJson((await documents.readText(report)) ?? '') as SyncReport);
  } finally {
    ingestion.close();
  }
}

const planJson = ({ added, changed, unchanged, deleted }: SyncPlan) => ({
  added: added.map(({ key }) => key),
  changed: changed.map(({ key }) => key),
  unchanged,
  deleted,
});

const noFiles = (folder: string) =>
  new OperatorError(
    'PB-KNOWLEDGE-013',
    `${folder} contains no documents.`,
    'Check the path. An empty folder never deletes the documents of the bucket.',
  );

/** @throws OperatorError unless a person answers yes */
async function confirmDeletion(question: string, { stdin, stderr }: Io): Promise<void> {
  if (!stdin.isTTY) {
    throw new OperatorError(
      'PB-KNOWLEDGE-014',
      'Nothing was uploaded or deleted: --delete asks first, and standard input is not a terminal.',
      'Run it in a terminal, or add --yes.',
    );
  }
  if (await confirm(question, stdin, stderr)) return;
  throw new OperatorError('PB-KNOWLEDGE-015', 'Nothing was uploaded or deleted.', 'Omit --delete to upload only.');
}

/** Loads the SDK when the command line is known to be right. */
const loaded = async () => ({
  ...(await import('./check-folder')),
  ...(await import('./documents-client')),
  ...(await import('./local-folder')),
  ...(await import('./sync-plan')),
  ...(await import('./sync-run')),
  ...(await import('./sync-target')),
});

export const syncCommand: Subcommand = { program, run };
