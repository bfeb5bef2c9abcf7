import type { BreakGlassConfig, PersonaConfig, PersonasConfig } from '../../config/personas-config';
import { isObject, objectOf, problem, type Validator, wholeNumber, within } from '../../validation';
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
  curator: persona,
  breakerOperator: persona,
  scientist: persona,
  clinician: persona,
  records: persona,
  auditor: persona,
  reportReader: persona,
  breakGlass: objectOf({ trustedPrincipals: validateTrustedPrincipals } satisfies Record<
    keyof BreakGlassConfig,
    Validator
  >),
} satisfies Record<keyof PersonasConfig, Validator>);

type Row = Readonly<Record<string, unknown>>;

const isVpcOnly = (feature: unknown) => isObject(feature) && feature.vpcOnly === true;

/** Property of a row that makes a role, for the roles that not every row has. */
const MADE_BY: readonly {
  readonly name: keyof PersonasConfig;
  readonly property: string;
  readonly isMade: (row: Row) => boolean;
}[] = [
  { name: 'tuner', property: 'fineTuning', isMade: ({ fineTuning }) => fineTuning !== undefined },
  { name: 'curator', property: 'knowledge', isMade: ({ knowledge }) => knowledge !== undefined },
  { name: 'breakerOperator', property: 'spend', isMade: ({ spend }) => spend !== undefined },
  { name: 'scientist', property: 'workbench', isMade: ({ workbench }) => workbench !== undefined },
  { name: 'clinician', property: 'healthScribe', isMade: ({ healthScribe }) => healthScribe !== undefined },
  {
    name: 'records',
    property: 'healthScribe.keepSignedNotes',
    isMade: ({ healthScribe }) => isObject(healthScribe) && healthScribe.keepSignedNotes === true,
  },
  { name: 'auditor', property: 'developer', isMade: ({ developer }) => developer !== undefined },
  { name: 'reportReader', property: 'developer', isMade: ({ developer }) => developer !== undefined },
  {
    name: 'breakGlass',
    property: 'fineTuning.vpcOnly or knowledge.vpcOnly',
    isMade: ({ fineTuning, knowledge }) => isVpcOnly(fineTuning) || isVpcOnly(knowledge),
  },
];

/** Reports an exception for a role that this row does not make. */
export const personasExist: Validator = (row, place) => {
  if (!isObject(row) || !isObject(row.personas)) return [];
  const { personas } = row;
  // A malformed property has a problem of its own.
  if (
    ['fineTuning', 'knowledge', 'healthScribe', 'developer'].some(
      (name) => Object.hasOwn(row, name) && !isObject(row[name]),
    )
  )
    return [];
  return MADE_BY.filter(({ name, isMade }) => personas[name] !== undefined && !isMade(row)).map(({ name, property }) =>
    problem('PB-CONFIG-087', within(within(place, 'personas'), name), {
      message: `has no role in this row, which does not have ${property}`,
      remedy: `Remove it, or add ${property}.`,
    }),
  );
};

/** The emergency role must not be the widest: it is for those whom the row names, as soon as it names anybody. */
export const breakGlassIsNamed: Validator = (row, place) => {
  if (!isObject(row) || !isObject(row.personas) || row.trustedPrincipals !== undefined) return [];
  const { personas, fineTuning, knowledge } = row;
  const isNamed = (name: string) => isObject(personas[name]) && personas[name].trustedPrincipals !== undefined;
  const hasRole = isVpcOnly(fineTuning) || isVpcOnly(knowledge);
  if (!hasRole || isNamed('breakGlass') || !Object.keys(personas).some(isNamed)) return [];
  return [
    problem('PB-CONFIG-088', within(within(place, 'personas'), 'breakGlass'), {
      message: 'is missing: the row names principals, and the break-glass role would trust the whole account',
      remedy: "Add 'breakGlass' with its trustedPrincipals, or name principals for all personas in trustedPrincipals.",
    }),
  ];
};
