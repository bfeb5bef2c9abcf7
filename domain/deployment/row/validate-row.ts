import { catalogueOf, type DeclaredModel } from '../../models/declared-model';
import { BEDROCK_PLANES } from '../../models/planes';
import { BEDROCK_REGIONS, otherPartitionOf, planesIn } from '../../models/regions';
import { nearest } from '../../nearest';
import type { DeploymentConfig } from '../deployment';
import { refusedFeature } from '../refused-features';
import {
  all,
  either,
  firstViolated,
  flag,
  isList,
  isObject,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  type Place,
  problem,
  similar,
  text,
  type Validator,
  wholeNumber,
  within,
} from '../validation';
import { applicationsAreNoPersonas, validateApplications } from './access/validate-applications';
import { validatePermissionsBoundary } from './access/validate-permissions-boundary';
import { breakGlassIsNamed, personasExist, validatePersonas } from './access/validate-personas';
import { validateTrustedPrincipals } from './access/validate-principals';
import { teamsAreApart, teamsFit, validateTeams } from './access/validate-teams';
import { validateEndpointsOfRow } from './network/validate-existing-endpoints';
import { validateNetwork, validateS3IsReachable } from './network/validate-network';
import { budgetIsOffered } from './spend/validate-budget';
import { spendIsCounted, spendIsReachable, validateSpend } from './spend/validate-spend';
import { validateDeclaredModel, validateDeclaredModels } from './validate-declared-models';
import { developerLogsNeedMfa, validateDeveloper } from './validate-developer';
import { validateFineTuning } from './validate-fine-tuning';
import { validateGuardrail } from './validate-guardrail';
import { patientDataNeedsMfa, validateHealthScribe } from './validate-health-scribe';
import { validateInference } from './validate-inference';
import { knowledgeIsAnswered, knowledgeIsReached, validateKnowledge } from './validate-knowledge';
import { validateModels } from './validate-models';
import { alarmsAreOfRow, spendIsTold, validateObservability } from './validate-observability';
import { datasetsExist, passagesAreForAll, validateWorkbench } from './validate-workbench';

export const validateRegion = text(
  'a Region such as us-east-1',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-025',
      holds: (name) => otherPartitionOf(name) === undefined,
      message: (name) => `is a Region of ${otherPartitionOf(name)}, which this project does not support`,
      remedy: 'Use a Region of the partition aws, such as us-east-1 or eu-central-1.',
    },
    {
      code: 'PB-CONFIG-020',
      holds: (name) => BEDROCK_REGIONS.includes(name),
      message: 'is not a Region of the aws partition with Amazon Bedrock',
      remedy: (name, { acceptsRegion = () => true }) => {
        const regions = nearest(name, BEDROCK_REGIONS, BEDROCK_REGIONS.length).filter(acceptsRegion).slice(0, 3);
        return `Use ${either(regions) || 'one of domain/models/regions.ts that offers what the row names'}.`;
      },
    },
  ]),
);

const plane = text('a plane of Bedrock', (value, place) => {
  const refused = refusedFeature(value);
  return refused ? [problem(refused.code, place, { value, ...refused })] : knownPlane(value, place);
});

const knownPlane = firstViolated<string>([
  {
    code: 'PB-CONFIG-021',
    holds: (name) => includes(BEDROCK_PLANES, name),
    message: `is not one of ${BEDROCK_PLANES.join(', ')}`,
    remedy: (name, place) => {
      const offered = place.region === undefined ? BEDROCK_PLANES : planesIn(place.region);
      return `Use ${either(similar(name, offered, 1, place)) || either(offered)}.`;
    },
  },
  {
    code: 'PB-CONFIG-022',
    holds: (name, place) => place.region === undefined || includes(planesIn(place.region), name),
    message: (_, place) => `is not offered in ${place.region}, which has ${planesIn(place.region ?? '').join(', ')}`,
    remedy: 'Remove it, or use a Region that has it.',
  },
]);

/** The function calls this plane: without its endpoint no request would leave the VPC. */
const withRuntime: Validator = (value, place) =>
  isList(value) && !value.includes('bedrock-runtime')
    ? [
        problem('PB-CONFIG-023', place, {
          value,
          message: 'lacks bedrock-runtime, which the inference function calls',
          remedy: "Add 'bedrock-runtime'.",
        }),
      ]
    : [];

/** A locked object outlives its stack: the deletion of the stack would stop at the bucket, half done. */
const lockedDataIsKept: Validator = (row, place) => {
  if (!isObject(row) || !isObject(row.fineTuning) || row.keepData === true) return [];
  if (row.fineTuning.objectLockDays === undefined) return [];
  return [
    problem('PB-CONFIG-024', within(place, 'keepData'), {
      value: row.keepData ?? false,
      message: 'conflicts with Object Lock: a locked bucket cannot be deleted with its stack',
      remedy: 'Use keepData: true, or omit fineTuning.objectLockDays.',
    }),
  ];
};

/** The functions refuse the marks of source and query, without which no answer is compared with a source. */
const groundingIsReached: Validator = (row, place) => {
  if (!isObject(row) || !isObject(row.guardrail) || !isObject(row.guardrail.grounding)) return [];
  if (row.invokerCallsModels === true || (isObject(row.applications) && row.applications.callModels === true))
    return [];
  return [
    problem('PB-CONFIG-077', within(within(place, 'guardrail'), 'grounding'), {
      message:
        'has no effect: it evaluates only requests that mark a source and a query, and the functions refuse these marks',
      remedy:
        'Remove grounding, or let somebody call the models directly: invokerCallsModels or applications.callModels.',
    }),
  ];
};

const fields = objectOf(
  {
    region: validateRegion,
    keepData: flag('Omit it for false.'),
    models: validateModels,
    declaredModels: validateDeclaredModels,
    network: validateNetwork,
    planes: all(listOf(plane, { what: 'planes' }), noDuplicates('Name each plane once.'), withRuntime),
    inference: validateInference,
    trustedPrincipals: validateTrustedPrincipals,
    sessionHours: wholeNumber(1, 12, 'Set the longest session in hours.'),
    personas: validatePersonas,
    applications: validateApplications,
    teams: validateTeams,
    permissionsBoundary: validatePermissionsBoundary,
    invokerCallsModels: flag('Omit it for false.'),
    fineTuning: validateFineTuning,
    knowledge: validateKnowledge,
    healthScribe: validateHealthScribe,
    observability: validateObservability,
    spend: validateSpend,
    developer: validateDeveloper,
    workbench: validateWorkbench,
    guardrail: validateGuardrail,
  } satisfies Record<keyof DeploymentConfig, Validator>,
  ['region', 'models', 'network'],
);

const constraints = all(
  fields,
  lockedDataIsKept,
  groundingIsReached,
  knowledgeIsReached,
  knowledgeIsAnswered,
  patientDataNeedsMfa,
  developerLogsNeedMfa,
  alarmsAreOfRow,
  spendIsTold,
  spendIsCounted,
  spendIsReachable,
  budgetIsOffered,
  datasetsExist,
  passagesAreForAll,
  validateS3IsReachable,
  personasExist,
  breakGlassIsNamed,
  applicationsAreNoPersonas,
  teamsAreApart,
  teamsFit,
  validateEndpointsOfRow,
);

/** Validates one row of the table by itself. */
export const validateRow: Validator = (row, place) =>
  constraints(row, {
    ...placeOf(row, place),
    acceptsRegion: (name) => {
      const moved = { ...(row as object), region: name };
      return constraints(moved, placeOf(moved, place)).length < constraints(row, placeOf(row, place)).length;
    },
  });

/** Returns the place with what the row says about itself. */
function placeOf(row: unknown, place: Place): Place {
  const name = isObject(row) && isText(row.region) && BEDROCK_REGIONS.includes(row.region) ? row.region : undefined;
  const here = { ...place, region: name };
  return { ...here, catalogue: catalogueOf({ declaredModels: declaredIn(row, here) }) };
}

/** Returns the declared models without a mistake: a mistake in one is no reason to refuse what names the others. */
function declaredIn(row: unknown, place: Place): readonly DeclaredModel[] {
  if (!isObject(row) || !isList(row.declaredModels)) return [];
  return row.declaredModels.filter((one): one is DeclaredModel => validateDeclaredModel(one, place).length === 0);
}

function includes(list: readonly string[], item: string): boolean {
  return list.includes(item);
}
