import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { validateDeployments } from '../../domain/deployment/validate-deployments';
import type { GuardrailConfig } from '../../domain/guardrail/guardrail-config';
import type { KeptResults } from '../kept-results';
import { rowFaults } from './row-faults';
import { formatRow, randomRows } from './rows';

/** The simulator takes a thousand times as long as our evaluator: it decides a part of every fifth row. */
const SIMULATED_ROWS = 5;

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
  for (const [index, row] of randomRows(seed, count).entries()) {
    const name = `random${index}`.padEnd(index % 2 === 0 ? 0 : LONGEST_NAME, 'x');
    const simulated = index % SIMULATED_ROWS === 0;
    const faults = await kept.ofPromise(`row ${index} of seed ${seed}`, () => faultsOf(name, row, { simulated }));
    note(row.region);
    const [fault] = faults;
    if (fault === undefined) continue;
    const smallest = broken.length === 0 ? await smaller(name, row, fault, faultsOf) : row;
    broken.push(...faults.map((says) => `${name} of seed ${seed}: ${says}`), formatRow(name, smallest));
  }
  return broken;
}

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
