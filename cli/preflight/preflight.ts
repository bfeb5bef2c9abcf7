import type { STSClient } from '@aws-sdk/client-sts';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { Names } from '../../domain/deployment/names/names';
import { denialCauses } from '../../domain/models/denial-causes';
import type { DeploymentCommands } from '../app/deployment-commands';
import type { Caller } from './account/caller';
import type { Clients } from './account/clients';
import { StackLookup } from './account/stack-lookup';
import { identify } from './identify';
import { inspectSafely } from './inspect-each';
import type { Inspection, PreflightContext } from './inspection';
import { type InspectionResult, type Status, skip } from './inspection-result';
import { INSPECTIONS } from './inspections';
import { configuredModels } from './models/configured-models';
import { ModelLookup } from './models/model-lookup';

/** Result together with its inspection. */
export interface ReportLine extends InspectionResult {
  readonly inspection: string;
  readonly title: string;
}

export interface PreflightReport {
  readonly deployment: string;
  readonly region: string;
  readonly caller?: Caller;
  readonly lines: readonly ReportLine[];
  readonly counts: Readonly<Record<Status, number>>;
  /** Usual causes of a denied invocation, in order, if the row has an inference profile or Bedrock denied a call. */
  readonly denialCauses: readonly string[];
}

export interface PreflightInput {
  readonly deployment: string;
  readonly config: DeploymentConfig;
  readonly commands: DeploymentCommands;
  /** @default - that of the CDK */
  readonly bootstrapQualifier?: string | undefined;
  readonly clients: Clients;
  /** Client in HOME_REGION. */
  readonly home: STSClient;
  readonly configuredRegion: string | undefined;
  /** ISO day, by which the end of life of a model is judged. */
  readonly today: string;
  /** Receives the progress after each inspection. */
  readonly onProgress?: (done: number, all: number) => void;
}

/** Inspections at a time: AWS would throttle more. */
const CONCURRENCY = 6;

/** Runs all inspections. Never rejects because of AWS: every error is a line of the report. */
export async function preflight(input: PreflightInput): Promise<PreflightReport> {
  const { deployment, config, clients } = input;
  const { caller, results } = await identify(clients.sts, input.home, config.region);
  const identity = results.map((result) => ({ inspection: 'identity', title: 'identity', ...result }));
  const others = caller ? await runAll(contextOf(input, caller), input) : INSPECTIONS.map(notRun);
  const lines = [...identity, ...others];
  const { region } = config;
  const causes = caller ? causesOf(config, caller, lines) : [];
  return { deployment, region, ...(caller && { caller }), lines, counts: countsOf(lines), denialCauses: causes };
}

/** Preflight cannot read service control policies: only the organization can. */
function causesOf(config: DeploymentConfig, { account }: Caller, lines: readonly ReportLine[]): readonly string[] {
  const models = configuredModels(config, account);
  const hasProfile = models.some(({ kind }) => kind.endsWith('-profile'));
  const isDenied = lines.some(({ denied }) => denied?.startsWith('bedrock:'));
  return hasProfile || isDenied ? denialCauses(config.region, models) : [];
}

function contextOf(input: PreflightInput, caller: Caller): PreflightContext {
  const names = new Names(input.deployment, input.config.region);
  const models = new ModelLookup(input.clients.bedrock);
  const stacks = new StackLookup(input.clients.cloudFormation, names);
  return { ...input, names, caller, models, stacks };
}

/** Returns the lines in the order of the table. */
async function runAll(context: PreflightContext, { onProgress }: PreflightInput): Promise<readonly ReportLine[]> {
  const results = new Map<Inspection, readonly InspectionResult[]>();
  const waiting = [...INSPECTIONS];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { inspect } = next;
      results.set(next, await inspectSafely(() => inspect(context)));
      onProgress?.(results.size, INSPECTIONS.length);
    }
  };
  onProgress?.(0, INSPECTIONS.length);
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return INSPECTIONS.flatMap((inspection) =>
    (results.get(inspection) ?? []).map((result) => lineOf(inspection, result)),
  );
}

const lineOf = ({ id, title }: Inspection, result: InspectionResult): ReportLine => ({
  inspection: id,
  title,
  ...result,
});

const notRun = (inspection: Inspection): ReportLine =>
  lineOf(inspection, skip('not inspected: AWS does not know the caller'));

function countsOf(lines: readonly InspectionResult[]): Readonly<Record<Status, number>> {
  const count = (status: Status) => lines.filter((line) => line.status === status && !line.notApplicable).length;
  return { pass: count('pass'), warn: count('warn'), fail: count('fail'), skip: count('skip') };
}
