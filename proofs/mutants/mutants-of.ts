import type { Subject } from '../proof';
import { difference } from './difference';
import type { Change, Mutant, Operator } from './mutant';
import { ACTIONS } from './operators/actions';
import { AUDIENCES } from './operators/audiences';
import { BUCKETS } from './operators/buckets';
import { CONDITIONS } from './operators/conditions';
import { DEAD_WEIGHT } from './operators/dead-weight';
import { ENDPOINTS } from './operators/endpoints';
import { FUNCTIONS } from './operators/functions';
import { GUARDRAILS } from './operators/guardrails';
import { KEYS } from './operators/keys';
import { KNOWLEDGE } from './operators/knowledge';
import { LOGS } from './operators/logs';
import { NEWCOMERS } from './operators/newcomers';
import { PRINCIPALS } from './operators/principals';
import { RESOURCES } from './operators/resources';
import { RETENTION } from './operators/retention';
import { ROLES } from './operators/roles';
import { SECURITY_GROUPS } from './operators/security-groups';
import { TAGS } from './operators/tags';
import { VPCS } from './operators/vpcs';
import { WATCHING } from './operators/watching';
import { WAYS_OUT } from './operators/ways-out';
import { onStatements } from './statements';
import { placeWords } from './words';

const STATEMENTS: readonly Operator[] = [
  onStatements('Deny dropped', ({ Effect }) => (Effect === 'Deny' ? [{ statement: undefined }] : [])),
  onStatements('Deny turned into Allow', (statement) =>
    statement.Effect === 'Deny' ? [{ statement: { ...statement, Effect: 'Allow' } }] : [],
  ),
  onStatements('Allow dropped', ({ Effect }) => (Effect === 'Allow' ? [{ statement: undefined }] : [])),
];

export const OPERATORS: readonly Operator[] = [
  ...[...STATEMENTS, ...CONDITIONS, ...ACTIONS, ...DEAD_WEIGHT, ...RESOURCES, ...PRINCIPALS, ...ROLES],
  ...[...KEYS, ...BUCKETS, ...LOGS, ...RETENTION, ...TAGS, ...GUARDRAILS, ...FUNCTIONS, ...KNOWLEDGE, ...AUDIENCES],
  ...[...ENDPOINTS, ...SECURITY_GROUPS, ...WAYS_OUT, ...VPCS, ...NEWCOMERS],
  ...WATCHING,
];

/**
 * Every change that an operator finds, once: what two operators make alike counts for the first, and what changes
 * nothing does not count.
 */
export function mutantsOf(subject: Subject, operators: readonly Operator[] = OPERATORS): readonly Mutant[] {
  const seen = new Set<string>();
  return operators.flatMap(({ kind, changes }) =>
    changes(subject).flatMap((change): readonly Mutant[] => {
      const { at, templates } = change;
      const made = JSON.stringify(difference(subject.templates, templates));
      if (made === undefined || seen.has(made)) return [];
      seen.add(made);
      return [{ kind, name: `${subject.name}: ${kind}: ${words(change)}`, at, subject: { ...subject, templates } }];
    }),
  );
}

/**
 * The mutants of all rows, fewer: what has the same name in two rows, but for the row, is done to the same statement or
 * property of the same place. One of the two is enough, and the rows take turns. Of the odd rows, only what no row before has.
 */
export function allMutants(
  subjects: readonly Subject[],
  {
    odd = [],
    operators = OPERATORS,
    most = MOST_OF_A_KIND,
  }: { readonly odd?: readonly Subject[]; readonly operators?: readonly Operator[]; readonly most?: number } = {},
): readonly Mutant[] {
  const twins = new Map<string, Mutant[]>();
  for (const mutant of subjects.flatMap((subject) => mutantsOf(subject, operators))) {
    twins.set(inAnyRow(mutant), [...(twins.get(inAnyRow(mutant)) ?? []), mutant]);
  }
  const shipped = [...twins.values()].flatMap((alike, index) => alike[index % alike.length] ?? []);
  const known = new Set(twins.keys());
  const only = odd.flatMap((subject, index) => {
    const own = mutantsOf(subject, operators).filter((mutant) => !known.has(inAnyRow(mutant)));
    for (const mutant of own) known.add(inAnyRow(mutant));
    return fewOfEach(own, index === 0 ? MOST_OF_A_KIND : MOST_OF_FURTHER_ROWS);
  });
  return [...fewOfEach(shipped, most), ...only];
}

const inAnyRow = ({ name, subject }: Mutant) => name.replaceAll(subject.name, '<row>');

/** Maximum number of mutants of one kind. The run must end within a minute, and 80 wildcards show little more than 20. */
export const MOST_OF_A_KIND = 20;

/** The same for each odd row after the first, and for the rows of accounts. All of their places were tried once, which takes ten minutes. */
export const MOST_OF_FURTHER_ROWS = 5;

/** Picks evenly spread places of a kind with more places than that: always the same ones. */
function fewOfEach(mutants: readonly Mutant[], most = MOST_OF_A_KIND): readonly Mutant[] {
  const kinds = new Map<string, Mutant[]>();
  for (const mutant of mutants) kinds.set(mutant.kind, [...(kinds.get(mutant.kind) ?? []), mutant]);
  return [...kinds.values()].flatMap((alike) => {
    const step = Math.max(1, alike.length / most);
    return Array.from(
      { length: Math.min(alike.length, most) },
      (_, index) => alike[Math.floor(index * step)] ?? [],
    ).flat();
  });
}

const words = ({ what, at }: Change) => (what ? `${what} in ${placeWords(at)}` : placeWords(at));
