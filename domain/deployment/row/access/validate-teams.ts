import type { TeamConfig } from '../../config/applications-config';
import { MOST_MODELS } from '../../team-profiles';
import {
  all,
  at,
  firstViolated,
  isList,
  isObject,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  problem,
  text,
  type Validator,
  within,
} from '../../validation';
import { isOneApplication } from './validate-applications';
import { externalId, principal, principalsIn } from './validate-principals';

const name = text(
  'the name of a team',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-240',
      holds: (value) => /^[a-z][a-z0-9]{0,18}$/.test(value),
      message: 'is not the name of a team: at most 19 lower-case letters and digits, a letter first',
      remedy: "Use a name such as 'search'.",
    },
  ]),
);

const team = objectOf(
  {
    name,
    principals: all(
      listOf(principal(isOneApplication), { min: 1, what: 'roles' }),
      noDuplicates('Name each role once.'),
    ),
    externalId,
  } satisfies Record<keyof TeamConfig, Validator>,
  ['name', 'principals'],
);

/** Validates `teams` of a row by itself. */
export const validateTeams: Validator = all(
  listOf(team, { min: 1, what: 'teams' }),
  noDuplicates('Name each team once.', (one) => (isObject(one) ? one.name : one)),
);

/** A principal of two teams could spend for either; one that is also a person or an application is no team's alone. */
export const teamsAreApart: Validator = (row, place) => {
  if (!isObject(row) || !isList(row.teams)) return [];
  const personas = isObject(row.personas) ? row.personas : {};
  const rules = [
    row.trustedPrincipals,
    row.applications,
    ...Object.values(personas).map((persona) => (isObject(persona) ? persona.trustedPrincipals : undefined)),
  ];
  const others = new Set(rules.flatMap((rule) => principalsIn(rule, place)).map(([one]) => one));
  return row.teams.flatMap((rule, index) =>
    principalsIn(rule, at(within(place, 'teams'), index)).flatMap(([one, where]) => {
      const isElsewhere = others.has(one);
      others.add(one);
      return isElsewhere
        ? [
            problem('PB-CONFIG-241', where, {
              value: one,
              message:
                "is also in another team, in applications or in trustedPrincipals, so that its use is no team's alone",
              remedy: 'Name it once, or give each team a role of its own.',
            }),
          ]
        : [];
    }),
  );
};

/** Each profile takes as much room in the policies as a model. */
export const teamsFit: Validator = (row, place) => {
  if (!isObject(row) || !isList(row.teams) || !isList(row.models)) return [];
  const copied = row.models.filter((model) => isText(model) && !model.startsWith('arn:')).length;
  const count = row.models.length + row.teams.length * copied;
  if (copied > 0 && count <= MOST_MODELS) return [];
  return [
    problem('PB-CONFIG-242', within(place, 'teams'), {
      message:
        copied === 0
          ? 'has no effect: a profile copies a model with an id, and this row names ARNs only'
          : `has ${row.teams.length} teams with ${copied} profiles each, ${count} models and profiles in all, of ${MOST_MODELS} that fit`,
      remedy:
        copied === 0
          ? 'Name a model by its id, or omit teams.'
          : 'Remove teams or models, or make a second deployment.',
    }),
  ];
};
