import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasAssembly, readAssembly } from '../../cli/app/assembly-folder';
import { assumptionsOf } from '../../cli/cost/assumption-flags';
import { costReport } from '../../cli/cost/cost-report';
import { estimate } from '../../cli/cost/estimate';
import { graphOf } from '../../cli/diagram/graph-of';
import { picturesOf } from '../../cli/diagram/picture/pictures';
import { workflowPictures } from '../../cli/diagram/workflow/workflow-pictures';
import type { Drawing } from '../../cli/terminal/terminal';
import { formatProblem } from '../../domain/deployment/config-error';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { validateDeployments } from '../../domain/deployment/validate-deployments';
import { PRICES } from '../../domain/prices/prices';
import type { Assembly } from '../../domain/template/assembly';
import { RESOURCE_TYPES } from '../../domain/template/create-only';
import { addRulePacks } from '../../lib/checks/rule-packs';
import { PrivateBedrock } from '../../lib/private-bedrock';
import { boundsOf } from '../bounds/bounds';
import { decide } from '../decisions/decisions';
import { SENTENCES } from '../decisions/sentences/all';
import { World } from '../decisions/world';
import { denies } from '../denies/denies';
import { systemOf } from '../model/system';
import { names } from '../names/names';
import type { Subject } from '../proof';
import { reachability } from '../reachability/reachability';
import { settings } from '../settings/settings';
import { subjectOf } from '../subjects';
import { absentWords } from './absent-words';
import { appIn } from './subject-of-row';

/**
 * Returns what does not work in a row that ought to work, in words: the configuration, the templates, the rule packs,
 * the proofs, the cost, the plan of a change or the diagrams.
 *
 * @param options.simulated decides every fifth point with the simulator too
 */
export async function rowFaults(
  name: string,
  config: DeploymentConfig,
  { simulated = false }: { readonly simulated?: boolean } = {},
): Promise<readonly string[]> {
  const problems = validateDeployments({ [name]: config }, new Date());
  if (problems.length > 0) return problems.map(formatProblem);
  const outdir = mkdtempSync(join(tmpdir(), 'row-'));
  try {
    const findings = synthesize(name, config, outdir);
    const assembly = readAssembly(outdir, process.cwd());
    const subject = subjectOf(assembly);
    const faults = await Promise.all(
      Object.entries(LOOKS).map(([look, faultsOf]) => named(look, () => faultsOf(subject, assembly, simulated))),
    );
    return [...findings, ...faults.flat()];
  } catch (error) {
    return [`synth: ${messageOf(error)}`];
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Makes the templates. @returns the open findings of the rule packs */
function synthesize(name: string, config: DeploymentConfig, outdir: string): readonly string[] {
  const app = appIn(outdir);
  new PrivateBedrock(app, name, config);
  addRulePacks(app);
  try {
    app.synth();
    return [];
  } catch (error) {
    if (!(error instanceof Error && error.name.startsWith('ValidationFailed'))) throw error;
    // A construct that refuses itself leaves no assembly, and its own message says why.
    const { report } = hasAssembly(outdir, process.cwd()) ? readAssembly(outdir, process.cwd()) : {};
    if (!report) throw error;
    return (report.pluginReports ?? []).flatMap(({ violations = [] }) =>
      violations.map(
        ({ ruleName, violatingConstructs = [] }) =>
          `${ruleName} at ${violatingConstructs.map(({ constructPath }) => constructPath).join(', ')}`,
      ),
    );
  }
}

type Look = (
  subject: Subject,
  assembly: Assembly,
  simulated: boolean,
) => Promise<readonly string[]> | readonly string[];

const LOOKS: Readonly<Record<string, Look>> = {
  decisions: async (subject, _, simulated) => {
    const world = new World(subject);
    const sentences = (
      await Promise.all(Object.values(SENTENCES).map((sentencesAbout) => sentencesAbout(world)))
    ).flat();
    return [
      ...sentences.filter(({ points }) => points.length === 0).map(({ says }) => `${says}: decided on no request`),
      ...(await decide(sentences, { simulated: simulated ? 1 / 5 : 0, ofTablesOver: 0 })),
    ];
  },
  denies: (subject) => denies.broken(subject),
  names: (subject) => names.broken(subject),
  reachability: (subject) => reachability.broken(subject),
  settings: (subject) => settings.broken(subject),
  bounds: async ({ templates }) => {
    const bounds = await boundsOf(systemOf(templates));
    return bounds.length > 0 ? [] : ['there is no bound'];
  },
  cost: (_, assembly) => {
    const assumptions = assumptionsOf({});
    const report = costReport(estimate(assembly, { assumptions, prices: PRICES }), assumptions, PRICES, PLAIN);
    return /undefined|NaN/.test(report) ? [report] : [];
  },
  plan: (_, { stacks }) => {
    const types = stacks.flatMap(({ template }) => Object.values(template.Resources).map(({ Type }) => Type));
    return [...new Set(types)]
      .filter((type) => !RESOURCE_TYPES[type])
      .map((type) => `${type} is not in resource-types.json: node tools/create-only.mjs ${type}`);
  },
  words: (_, assembly) => absentWords(assembly),
  diagram: (_, assembly) => {
    const pictures = [...picturesOf(graphOf(assembly)), ...workflowPictures(assembly)];
    return pictures.length > 0 ? [] : ['there is no picture'];
  },
};

const PLAIN: Drawing = { width: 100, paint: (_, text) => text };

async function named(look: string, faultsOf: () => Promise<readonly string[]> | readonly string[]) {
  try {
    return (await faultsOf()).map((fault) => `${look}: ${fault}`);
  } catch (error) {
    return [`${look}: ${messageOf(error)}`];
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
