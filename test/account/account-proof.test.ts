import { readAssembly } from '../../cli/app/assembly-folder';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { ACCOUNTS } from '../../lib/config/accounts';
import { placeSentences } from '../../proofs/account/place-sentences';
import { roleSentences } from '../../proofs/account/role-sentences';
import { decide } from '../../proofs/decisions/decisions';
import { evaluate } from '../../proofs/decisions/evaluator';
import { holds } from '../../proofs/decisions/sentence';
import { World } from '../../proofs/decisions/world';
import { type Templates, templatesOf } from '../../proofs/model/templates';
import { mutantsOf } from '../../proofs/mutants/mutants-of';
import { ACTIONS } from '../../proofs/mutants/operators/actions';
import { CONDITIONS } from '../../proofs/mutants/operators/conditions';
import { onStatements, statementSites } from '../../proofs/mutants/statements';
import { NotModelledError } from '../../proofs/not-modelled';
import { rulesBeside } from '../../proofs/rules';
import { accountAssembly } from './account-assembly';

const templates = templatesOf(readAssembly(accountAssembly('proof', ACCOUNTS.copies), '/'));
const subject = (of: Templates) => ({
  name: 'proof',
  config: { region: 'us-east-1', models: [] } as unknown as DeploymentConfig,
  templates: of,
});
const sentencesOf = (of: Templates) => {
  const world = new World(subject(of));
  return [world, world.unbounded].flatMap((each) => [
    ...roleSentences(each, ACCOUNTS.copies),
    ...placeSentences(each, ACCOUNTS.copies),
  ]);
};
/** Proofs of every template, whoever the roles are. */
const GENERAL = [rulesBeside([subject(templates)])];

/** Kinds of changes to conditions: the others are of statements that every bucket has, which the rows of the table show. */
const KINDS = ['Deny dropped', 'Allow dropped', 'condition dropped', 'condition key dropped', 'IfExists added'];
const isSeen = async (of: Templates) => {
  try {
    const isBroken = sentencesOf(of).some(({ points }) =>
      points.some(({ request, expected }) => !holds(evaluate(request), expected)),
    );
    if (isBroken) return true;
    for (const proof of GENERAL) if ((await proof.broken(subject(of))).length > 0) return true;
    return false;
  } catch (error) {
    // What cannot be read does not survive.
    if (error instanceof NotModelledError) return true;
    throw error;
  }
};

test('every sentence holds, by both evaluators', async () => {
  const sentences = sentencesOf(templates);
  expect(sentences.length).toBeGreaterThan(30);
  expect(await decide(sentences)).toEqual([]);
});

const DROPPED = [
  onStatements('Deny dropped', ({ Effect }) => (Effect === 'Deny' ? [{ statement: undefined }] : [])),
  onStatements('Allow dropped', ({ Effect }) => (Effect === 'Allow' ? [{ statement: undefined }] : [])),
];

test('the proofs of every template hold', async () => {
  for (const proof of GENERAL) expect([proof.name, await proof.broken(subject(templates))]).toEqual([proof.name, []]);
});

test('a statement less or a condition less: a proof breaks', async () => {
  const mutants = mutantsOf(subject(templates), [...DROPPED, ...CONDITIONS]).filter(({ kind }) => KINDS.includes(kind));
  const survivors: string[] = [];
  for (const { name, subject: mutant } of mutants) if (!(await isSeen(mutant.templates))) survivors.push(name);
  expect(mutants.length).toBeGreaterThan(80);
  expect(survivors).toEqual([]);
});

/** Actions of each statement, by policy and Sid or place. */
const actionsOf = (of: Templates) =>
  Object.fromEntries(
    statementSites(of).map(({ placed, words, statement: { Effect, Action, NotAction } }) => [
      `${placed.at} ${words.replace(/ .*/, '')}`.replace(/^.*?\/.*?\/|[0-9A-F]{8}(?= )/g, ''),
      `${Effect} ${NotAction ? 'all but ' : ''}${[Action ?? NotAction].flat().join(' ')}`,
    ]),
  );

test('no statement has an action more than this list, which a person has read', () => {
  expect(actionsOf(templates)).toMatchSnapshot();
  for (const { name, subject: mutant } of mutantsOf(subject(templates), ACTIONS)) {
    expect([name, actionsOf(mutant.templates)]).not.toEqual([name, actionsOf(templates)]);
  }
});
