import { EVERYONE } from '../../../knowledge/audience';
import {
  all,
  firstViolated,
  isObject,
  listOf,
  noDuplicates,
  problem,
  text,
  typed,
  type Validator,
  within,
} from '../../validation';

/** Aliases of a function, each with a statement in the policy of a caller. */
const MOST_AUDIENCES = 20;

/** A filter of Retrieve has at most five conditions, and one is for unrestricted documents. */
const MOST_GROUPS = 4;

/** The function reads the audiences from its environment, of which Lambda allows 4 KB in all. */
const MOST_BYTES = 2_048;

/** Name of an alias and value of a tag. */
const NAME = /^[a-z][a-z0-9-]{0,31}$/;

const group = text(
  'the name of a group',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-126',
      holds: (name) => /^[^\s\p{Cc}]{1,64}$/u.test(name),
      message: 'is not the name of a group: 1 to 64 characters without spaces',
      remedy: 'Write it exactly as in allowedGroups of the documents.',
    },
    {
      code: 'PB-CONFIG-127',
      holds: (name) => name !== EVERYONE,
      message: 'is the group of unrestricted documents, which every audience sees',
      remedy: 'Remove it.',
    },
  ]),
);

const groups = all(listOf(group, { min: 1, max: MOST_GROUPS, what: 'groups' }), noDuplicates('Name each group once.'));

/** Validates `knowledge.audiences` of a row. */
export const validateAudiences: Validator = typed(
  isObject,
  "an object with the groups of each audience, such as { board: ['board'] }",
  'Write it as { … }.',
  (audiences, place) => {
    const names = Object.keys(audiences);
    const problems = names.flatMap((name) => [
      ...nameIsPossible(name, within(place, name)),
      ...groups(audiences[name], within(place, name)),
    ]);
    return problems.length > 0 ? problems : size(audiences, place);
  },
);

const size: Validator = firstViolated([
  {
    code: 'PB-CONFIG-129',
    holds: (audiences) => countOf(audiences) <= MOST_AUDIENCES,
    message: (audiences) => `has ${countOf(audiences)} audiences, and takes at most ${MOST_AUDIENCES}`,
    remedy: 'Give audiences that see the same documents one name.',
  },
  {
    code: 'PB-CONFIG-130',
    holds: (audiences) => bytesOf(audiences) <= MOST_BYTES,
    message: (audiences) => `has ${bytesOf(audiences)} bytes as JSON, and takes at most ${MOST_BYTES}`,
    remedy: 'Use shorter names of audiences and groups, or fewer.',
  },
]);

const countOf = (audiences: unknown): number => Object.keys(audiences as object).length;

const bytesOf = (audiences: unknown): number => Buffer.byteLength(JSON.stringify(audiences));

const nameIsPossible: Validator = (name, place) =>
  NAME.test(String(name)) && name !== EVERYONE
    ? []
    : [
        problem('PB-CONFIG-128', place, {
          message:
            name === EVERYONE
              ? 'is reserved: everybody who may ask sees unrestricted documents'
              : 'is not the name of an audience: at most 32 lower-case letters, digits and hyphens, a letter first',
          remedy: name === EVERYONE ? 'Remove it, or use another name.' : "Use a name such as 'board'.",
        }),
      ];
