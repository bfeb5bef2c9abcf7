import { inspect } from 'node:util';
import fc from 'fast-check';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import {
  applications,
  invokerCallsModels,
  permissionsBoundary,
  personas,
  requiredPersonas,
  sessionHours,
  teams,
  teamsOfRow,
  trustedPrincipals,
} from './properties/access';
import { declaredModels, withDeclaredModel } from './properties/declared-models';
import { developer } from './properties/developer';
import { fineTuning, TUNING_REGIONS } from './properties/fine-tuning';
import { guardrail } from './properties/guardrail';
import { healthScribe } from './properties/health-scribe';
import { inference } from './properties/inference';
import { knowledge, knowledgeOfRow } from './properties/knowledge';
import { models, REGIONS } from './properties/models';
import { network, networkOfRow, planes, planesOfRow } from './properties/network';
import { observability, quotasOfRow } from './properties/observability';
import { spend, spendOfRow } from './properties/spend';
import { workbench, workbenchOfRow } from './properties/workbench';
import { optional, type PropertyRows } from './property';

/** Valid values of every property. A new property of a row does not compile until it has a line here. */
const PROPERTIES: { readonly [K in Exclude<keyof DeploymentConfig, 'region'>]-?: PropertyRows<K> } = {
  keepData: () => optional(fc.boolean()),
  models,
  declaredModels,
  network,
  planes,
  inference,
  trustedPrincipals,
  sessionHours,
  personas,
  applications,
  teams,
  permissionsBoundary,
  invokerCallsModels,
  fineTuning,
  knowledge,
  healthScribe,
  observability,
  spend,
  developer,
  workbench,
  guardrail,
};

/** Requirements of one property on another. */
const REQUIREMENTS: readonly ((row: DeploymentConfig) => Partial<DeploymentConfig>)[] = [
  ({ fineTuning: tuning }) => (tuning?.objectLockDays === undefined ? {} : { keepData: true }),
  requiredPersonas,
  ({ guardrail, invokerCallsModels: callsModels, applications }) => {
    if (!guardrail?.grounding || callsModels || applications?.callModels) return {};
    const { grounding: _, ...others } = guardrail;
    return { guardrail: others };
  },
  knowledgeOfRow,
  withDeclaredModel,
  planesOfRow,
  workbenchOfRow,
  networkOfRow,
  quotasOfRow,
  teamsOfRow,
  spendOfRow,
];

/** Valid rows: every Region with a model, each feature with and without the others. Regions with fine-tuning come often. */
export const rows: fc.Arbitrary<DeploymentConfig> = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom(...REGIONS) },
    { weight: 1, arbitrary: fc.constantFrom(...TUNING_REGIONS) },
  )
  .chain((region) =>
    fc.record({
      region: fc.constant(region),
      ...Object.fromEntries(Object.entries(PROPERTIES).map(([name, valuesIn]) => [name, valuesIn(region)])),
    }),
  )
  .map((properties) => {
    // Plain objects, without the properties that are undefined.
    const row = JSON.parse(JSON.stringify(properties)) as DeploymentConfig;
    return REQUIREMENTS.reduce((met, required) => Object.assign(met, required(met)), row);
  });

/** Returns rows of the generator, always the same for one seed. */
export const randomRows = (seed: number, count: number): readonly DeploymentConfig[] =>
  fc.sample(rows, { seed, numRuns: count });

/** Formats a row as it stands in the table of deployments, to paste it. */
export const formatRow = (name: string, row: DeploymentConfig): string =>
  `${name}: ${inspect(row, { depth: null, maxArrayLength: null, maxStringLength: null, breakLength: 110 })},`;
