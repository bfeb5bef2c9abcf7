import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { Names } from '../../domain/deployment/names';
import { settled } from './account/ask';
import type { Caller } from './account/caller';
import type { Clients } from './account/clients';
import { identify } from './account/identity';
import { Stacks } from './account/stacks';
import { type Finding, type Status, skip } from './finding';
import type { Check, PreflightContext } from './inspection';
import { CHECKS } from './inspections';
import { Models } from './models';

/** A finding and the check that made it. */
export interface ReportLine extends Finding {
  readonly check: string;
  readonly title: string;
}

export interface PreflightReport {
  readonly deployment: string;
  readonly region: string;
  readonly caller?: Caller;
  readonly lines: readonly ReportLine[];
  readonly counts: Readonly<Record<Status, number>>;
}

export interface PreflightInput {
  readonly deployment: string;
  readonly config: DeploymentConfig;
  readonly clients: Clients;
  /** STS in a Region that every account has. */
  readonly home: Clients['sts'];
  readonly configuredRegion: string | undefined;
  /** Called after each check. */
  readonly onProgress?: (done: number, all: number) => void;
}

/** More at once would only be throttled. */
const AT_ONCE = 6;

/** Asks everything, and fails for nothing: whatever goes wrong is a line of the report. */
export async function preflight(input: PreflightInput): Promise<PreflightReport> {
  const { deployment, config, clients } = input;
  const { caller, findings } = await identify(clients.sts, input.home, config.region);
  const identity = findings.map((finding) => ({ check: 'identity', title: 'identity', ...finding }));
  const lines = caller ? await runAll(contextOf(input, caller), input) : CHECKS.map(unasked);
  const all = [...identity, ...lines];
  return { deployment, region: config.region, ...(caller && { caller }), lines: all, counts: countsOf(all) };
}

export function contextOf(input: PreflightInput, caller: Caller): PreflightContext {
  const { deployment, config, clients, configuredRegion } = input;
  const names = new Names(deployment);
  const models = new Models(clients.bedrock);
  const stacks = new Stacks(clients.cloudFormation, names);
  return { deployment, config, names, caller, configuredRegion, clients, models, stacks };
}

/** In the order of the table, however they end. */
async function runAll(context: PreflightContext, { onProgress }: PreflightInput): Promise<readonly ReportLine[]> {
  const found = new Map<Check, readonly Finding[]>();
  const waiting = [...CHECKS];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { run } = check;
      found.set(check, await settled(() => run(context)));
      onProgress?.(found.size, CHECKS.length);
    }
  };
  onProgress?.(0, CHECKS.length);
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return CHECKS.flatMap((check) => (found.get(check) ?? []).map((finding) => lineOf(check, finding)));
}

const lineOf = ({ id, title }: Check, finding: Finding): ReportLine => ({ check: id, title, ...finding });

const unasked = (check: Check): ReportLine => lineOf(check, skip('not asked: AWS does not know who is asking'));

export function countsOf(lines: readonly Finding[]): Readonly<Record<Status, number>> {
  const count = (status: Status) => lines.filter((line) => line.status === status && !line.notApplicable).length;
  return { pass: count('pass'), warn: count('warn'), fail: count('fail'), skip: count('skip') };
}
