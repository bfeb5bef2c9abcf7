import type { BreakGlassConfig, PersonaConfig, PersonasConfig } from '../config/personas-config';
import { isObject, objectOf, problem, type Validator, wholeNumber, within } from '../validation';
import { validateTrustedPrincipals } from './validate-principals';

const persona = objectOf({
  trustedPrincipals: validateTrustedPrincipals,
  sessionHours: wholeNumber(1, 12, 'Set the longest session in hours.'),
} satisfies Record<keyof PersonaConfig, Validator>);

/** Validates `personas` of a row. */
export const validatePersonas: Validator = objectOf({
  administrator: persona,
  reader: persona,
  invoker: persona,
  tuner: persona,
  breakGlass: objectOf({ trustedPrincipals: validateTrustedPrincipals } satisfies Record<
    keyof BreakGlassConfig,
    Validator
  >),
} satisfies Record<keyof PersonasConfig, Validator>);

/** Property of a row that makes a role, for the roles that not every row has. */
const MADE_BY: readonly {
  readonly name: keyof PersonasConfig;
  readonly property: string;
  readonly isMissing: (fineTuning: Readonly<Record<string, unknown>> | undefined) => boolean;
}[] = [
  { name: 'tuner', property: 'fineTuning', isMissing: (fineTuning) => fineTuning === undefined },
  { name: 'breakGlass', property: 'fineTuning.vpcOnly', isMissing: (fineTuning) => fineTuning?.vpcOnly !== true },
];

/** Reports an exception for a role that this row does not make. */
export const personasExist: Validator = (row, place) => {
  if (!isObject(row) || !isObject(row.personas)) return [];
  const { personas, fineTuning } = row;
  // A malformed property has a problem of its own.
  if (Object.hasOwn(row, 'fineTuning') && !isObject(fineTuning)) return [];
  const tuning = isObject(fineTuning) ? fineTuning : undefined;
  return MADE_BY.filter(({ name, isMissing }) => personas[name] !== undefined && isMissing(tuning)).map(
    ({ name, property }) =>
      problem('PB-CONFIG-087', within(within(place, 'personas'), name), {
        message: `has no role in this row, which does not have ${property}`,
        remedy: `Remove it, or add ${property}.`,
      }),
  );
};

/** The emergency role must not be the widest: it is for those whom the row names, as soon as it names anybody. */
export const breakGlassIsNamed: Validator = (row, place) => {
  if (!isObject(row) || !isObject(row.personas) || row.trustedPrincipals !== undefined) return [];
  const { personas, fineTuning } = row;
  const isNamed = (name: string) => isObject(personas[name]) && personas[name].trustedPrincipals !== undefined;
  const hasRole = isObject(fineTuning) && fineTuning.vpcOnly === true;
  if (!hasRole || isNamed('breakGlass') || !Object.keys(personas).some(isNamed)) return [];
  return [
    problem('PB-CONFIG-088', within(within(place, 'personas'), 'breakGlass'), {
      message: 'is missing: the row names principals, and the break-glass role would trust the whole account',
      remedy: "Add 'breakGlass' with its trustedPrincipals, or name principals for all personas in trustedPrincipals.",
    }),
  ];
};
