import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { hasAudiences, isDelegating } from '../../domain/deployment/knowledge-settings';
import { validateDeployments } from '../../domain/deployment/validate-deployments';
import type { GuardrailConfig } from '../../domain/guardrail/guardrail-config';
import type { KeptResults } from '../kept-results';
import { rowFaults } from './row-faults';
import { formatRow, randomRows } from './rows';

/** The simulator takes a thousand times as long as our evaluator: it decides a part of every fifth row. */
const SIMULATED_ROWS = 5;

/** Returns the number of models that fit into the permissions boundary, whatever their kinds and whatever else the row has. */
function sureModels(row: DeploymentConfig): number {
  if (!row.knowledge) return 5;
  if (isDelegating(row)) return 0;
  return hasAudiences(row) ? 2 : 3;
}

/** Synthesis refuses a row whose models need a longer boundary than IAM accepts, and says so. */
const HAS_TOO_MANY = /PB-SIZE-001 \S+\/Boundary: /;

/** The longest name that a row can have. */
const LONGEST_NAME = 19;

/**
 * Looks for faults in random rows.
 *
 * @param seed of the generator: the same seed makes the same rows
 * @param note called with the Region of each row
 * @param faultsOf for tests
 * @returns the faults, with a row that has them, as small as was cheap to find
 */
export async function proveRandomRows(
  seed: number,
  count: number,
  kept: KeptResults,
  note: (region: string) => void,
  faultsOf = rowFaults,
): Promise<readonly string[]> {
  const broken: string[] = [];
  const look = ofModelsThatFit(faultsOf);
  for (const [index, row] of randomRows(seed, count).entries()) {
    const name = `random${index}`.padEnd(index % 2 === 0 ? 0 : LONGEST_NAME, 'x');
    const simulated = index % SIMULATED_ROWS === 0;
    const faults = await kept.ofPromise(`row ${index} of seed ${seed}`, () => look(name, row, { simulated }));
    note(row.region);
    const [fault] = faults;
    if (fault === undefined) continue;
    const smallest = broken.length === 0 ? await smaller(name, row, fault, look) : row;
    broken.push(...faults.map((says) => `${name} of seed ${seed}: ${says}`), formatRow(name, smallest));
  }
  return broken;
}

/**
 * Leaves out the last models, one by one, until the others fit: of each row as many are proved as it can have. Beside a
 * function in which Bedrock answers by itself, not even one may fit: then it leaves out that function.
 */
const ofModelsThatFit =
  (faultsOf: typeof rowFaults): typeof rowFaults =>
  async (name, row, options) => {
    const faults = await faultsOf(name, row, options);
    const [first, ...others] = row.models;
    const isRefused = row.models.length > sureModels(row) && faults.some((fault) => HAS_TOO_MANY.test(fault));
    if (!isRefused) return faults;
    const { retrieveAndGenerate: _, agentAlias: _alias, ...knowledge } = row.knowledge ?? {};
    const fewer = others.length > 0 ? { models: [first, ...others.slice(0, -1)] as const } : { knowledge };
    return ofModelsThatFit(faultsOf)(name, { ...row, ...fewer }, options);
  };

/** Leaves out what the fault does not need. */
async function smaller(
  name: string,
  row: DeploymentConfig,
  fault: string,
  faultsOf: typeof rowFaults,
): Promise<DeploymentConfig> {
  for (const candidate of candidates(row)) {
    if (validateDeployments({ [name]: candidate }, new Date()).length > 0) continue;
    const faults = await faultsOf(name, candidate);
    if (faults.some((other) => kindOf(other) === kindOf(fault))) return smaller(name, candidate, fault, faultsOf);
  }
  return row;
}

function candidates(row: DeploymentConfig): readonly DeploymentConfig[] {
  const { models } = row;
  const without = Object.keys(row).map((property) => {
    const { [property as keyof DeploymentConfig]: _, ...others } = row;
    return others as DeploymentConfig;
  });
  const withFewer = models
    .map((model) => models.filter((other) => other !== model))
    .flatMap(([first, ...others]) => (first === undefined ? [] : [{ ...row, models: [first, ...others] as const }]));
  const simplerGuardrails = Object.keys(row.guardrail ?? {}).map((property) => {
    const { [property as keyof GuardrailConfig]: _, ...guardrail } = row.guardrail ?? {};
    return { ...row, guardrail };
  });
  return [...without, ...withFewer, ...simplerGuardrails];
}

/** `decisions: the reader cannot …` without the request that shows it. */
const kindOf = (fault: string) => fault.split('. But: ')[0]?.split(' at ')[0];
