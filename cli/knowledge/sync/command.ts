import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { DeploymentRecord } from '../../../domain/deployment/deployment-record';
import { groupsOf } from '../../../domain/deployment/knowledge-settings';
import { documentOf } from '../../../domain/knowledge/sidecar';
import { EXIT, type ExitCode, OperatorError } from '../../../domain/operator-error';
import { DeploymentCommands } from '../../app/deployment-commands';
import { APP_OPTION, DEPLOYMENT_OPTION, type DeploymentFlags, deployedDeployment } from '../../app/deployments';
import { command, type Subcommand, usageError, wholeNumber } from '../../command';
import { type Io, print } from '../../io';
import { confirm } from '../../terminal/confirm';
import { counted } from '../../terminal/counted';
import { stopOnInterrupt } from '../../terminal/interrupt';
import { Progress, progressBar } from '../../terminal/progress';
import { drawingFor } from '../../terminal/terminal';
import { knowledgeOf } from '../knowledge-row';
import type { CheckedFolder } from './check-folder';
import type { StoredReport } from './documents-client';
import type { LocalFolder } from './local-folder';
import type { SyncOutcome } from './sync-outcome';
import type { StoredObject, SyncPlan } from './sync-plan';
import type { BucketState } from './sync-run';
import type { SyncTarget } from './sync-target';
import { deletionQuestion, findingLines, planLine, planLines, skippedLines } from './sync-text';

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
    .option('--open', 'let everybody see documents that only some groups could see')
    .option('--dry-run', 'print what would be uploaded and deleted, and change nothing')
    .option('--again', 'start the ingestion workflow in any case, and try documents again that Bedrock could not index')
    .option('--no-wait', 'end after the upload, which starts the workflow: the only way inside an isolated VPC')
    .option('--account <id>', 'account id, if STS is not reachable, for example inside an isolated VPC', accountId)
    .option('--every <seconds>', 'seconds between two checks of the workflow', wholeNumber('--every'), 10)
    .option('--json', 'print changes, findings and report as one JSON document')
    .addHelpText('after', '\nAlso exit code 1: a file has a mistake, or the last sync left a document out.');

interface Flags extends DeploymentFlags {
  readonly delete?: true;
  readonly yes?: true;
  readonly open?: true;
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
  // Reading the folder and listing the bucket take about the same time.
  const opening = openBucket(sdk, record, commands, flags.account, signal);
  // Its failure is for those who wait for it below, when the files have been checked.
  opening.catch(() => undefined);
  try {
    const local = await progress.passing('read the folder', (note) =>
      sdk.readFolder(resolve(io.cwd, folder), (done, all) => note(progressBar(done / all))),
    );
    if (local.files.length === 0) throw noFiles(folder);
    const checked = await sdk.checkFolder(local, groups);
    const said = [...skippedLines(local.skipped), ...findingLines(checked.findings)];
    for (const line of said) io.stderr.write(`${line}\n`);
    const bucket = await progress.passing('list the bucket', () => opening);
    return await sync({ flags, io, local, checked, progress, signal, sdk, ...bucket });
  } catch (error) {
    if (!signal.aborted) throw error;
    io.stderr.write('\nInterrupted. The same command continues: it uploads only what is missing.\n');
    return EXIT.interrupted;
  } finally {
    void opening.then(
      ({ documents }) => documents.close(),
      () => undefined,
    );
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
  const [stored, manifest, latest] = await Promise.all([
    documents.list(),
    documents.readManifest(),
    documents.readLatestReport(),
  ]);
  return { target, documents, before: { stored, manifest }, latest };
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
  readonly latest: StoredReport | undefined;
}

async function sync(run: Run): Promise<ExitCode> {
  const { flags, io, local, checked, sdk, before } = run;
  const stored = new Set(before.stored.map(({ key }) => key));
  const hiding = checked.hiding.filter(({ key }) => stored.has(documentOf(key)));
  const full = sdk.planSync([...checked.wanted, ...hiding], before.stored, before.manifest, checked.isKept);
  const isDeleting = flags.delete === true;
  const plan = isDeleting ? full : { ...full, deleted: [] };
  io.stderr.write(`${planLine(full, isDeleting)}\n`);
  if (!isDeleting && full.deleted.length > 0) io.stderr.write('--delete deletes what is only in the bucket.\n');
  const heldBack = checked.findings.length + local.skipped.filter(({ reason }) => reason === 'not readable').length;
  const show = ({ json, lines, hasFailures }: SyncOutcome): ExitCode => {
    const outcome = { ...planJson(plan), skipped: local.skipped, findings: checked.findings, ...json };
    const all = [
      ...lines,
      ...(heldBack > 0
        ? [`${counted(heldBack, 'file')} with a mistake, as listed above: not uploaded, or seen by nobody.`]
        : []),
    ];
    print(io, flags.json ? JSON.stringify(outcome, null, 2) : all.join('\n'));
    return hasFailures || heldBack > 0 ? EXIT.failed : EXIT.ok;
  };
  if (flags.dryRun) {
    const lines = [...planLines(plan, isDeleting), 'Nothing was uploaded or deleted: this is a dry run.'];
    return show({ json: { dryRun: true }, lines, hasFailures: false });
  }
  const hasChanges = plan.added.length + plan.changed.length + plan.deleted.length > 0;
  if (!flags.open) await sdk.refuseToOpen(run.documents, plan);
  if (hasChanges) await changeBucket(run, plan);
  if (!hasChanges && !flags.again) {
    const isSynced = isNewerThanAll(run.latest, before.stored);
    if (isSynced || !flags.wait) return show(sdk.notStarted(run.latest?.report, isSynced, heldBack > 0));
  }
  return show(flags.wait ? await followIngestion(run) : await startIngestion(run, plan, hasChanges));
}

/** A sync that has ended is the last one if nothing was written after its report. */
const isNewerThanAll = (latest: StoredReport | undefined, stored: readonly StoredObject[]): boolean =>
  latest !== undefined && !stored.some(({ modified }) => modified && latest.written && modified > latest.written);

/** @throws OperatorError */
async function changeBucket(
  { flags, io, target, progress, sdk, documents, before }: Run,
  plan: SyncPlan,
): Promise<void> {
  if (plan.deleted.length > 0 && !flags.yes) await confirmDeletion(deletionQuestion(plan.deleted, target), io);
  if (await sdk.applyPlan(documents, plan, before, progress)) return;
  io.stderr.write('No permission to write sync-reports/manifest.json: the next sync uploads everything again.\n');
}

/** Starts the workflow, waits for its end, and reads its report. @throws OperatorError */
async function followIngestion({ flags, target, progress, signal, documents, sdk }: Run): Promise<SyncOutcome> {
  const { IngestionRun } = await import('./ingestion-run');
  const ingestion = new IngestionRun(target);
  try {
    const output = await progress.step('sync with the knowledge base', async () =>
      ingestion.follow(await ingestion.start(flags.again === true), { every: flags.every, signal }),
    );
    const found = await (output.report ? documents.readReport(output.report) : documents.readLatestReport());
    return sdk.followed(output, found?.report);
  } finally {
    ingestion.close();
  }
}

/** Starts the workflow, unless the changes of the bucket have started it. @throws OperatorError */
async function startIngestion({ flags, target, sdk }: Run, plan: SyncPlan, hasChanges: boolean): Promise<SyncOutcome> {
  const isStarting = flags.again === true || !hasChanges;
  if (isStarting) {
    const { IngestionRun } = await import('./ingestion-run');
    const ingestion = new IngestionRun(target);
    await ingestion.start(flags.again === true).finally(() => ingestion.close());
  }
  return sdk.notFollowed(plan, isStarting);
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
  ...(await import('./opened-documents')),
  ...(await import('./sync-outcome')),
  ...(await import('./sync-plan')),
  ...(await import('./sync-run')),
  ...(await import('./sync-target')),
});

export const syncCommand: Subcommand = { program, run };
