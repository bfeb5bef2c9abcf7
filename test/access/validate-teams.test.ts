import fc from 'fast-check';
import { MOST_MODELS, teamProfiles } from '../../domain/deployment/team-profiles';
import { validateDeployments } from '../../domain/deployment/validate-deployments';
import { type Failing, problemsOf, remediesOf, row, TODAY } from '../deployment/rows';

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const team = (name: unknown, principals: unknown = [role(String(name))]) => ({ name, principals });
const SEARCH = team('search');
const MODELS = ['amazon.nova-lite-v1:0', 'amazon.nova-micro-v1:0', 'amazon.nova-pro-v1:0'];
const DEPLOYED = 'arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abcdefghijkl';

/** Mistakes, each with the path of its problem and a part of the remedy. One mistake is one problem. */
const FAILING: readonly Failing[] = [
  ['no list', { teams: { search: [] } }, 'teams', '[ … ]'],
  ['no team', { teams: [] }, 'teams', 'teams'],
  ...['', 'Search', 'data-science', '1st', 'a b', 'a'.repeat(20), 'tëam', '$LATEST', 'a/b'].map(
    (name): Failing => [`the name '${name}'`, { teams: [team(name, [role('x')])] }, 'teams[0].name', "'search'"],
  ),
  ['a name twice', { teams: [SEARCH, team('search', [role('other')])] }, 'teams[1]', 'once'],
  ['a team without a name', { teams: [{ principals: [role('x')] }] }, 'teams[0].name', 'name'],
  ['a team without principals', { teams: [{ name: 'search' }] }, 'teams[0].principals', 'principals'],
  ['an unknown property', { teams: [{ ...SEARCH, callModels: true }] }, 'teams[0].callModels', ''],
  ['a whole account', { teams: [team('search', ['111122223333'])] }, 'teams[0].principals[0]', 'role of each'],
  [
    'a role of two teams',
    { teams: [SEARCH, team('support', [role('search')])] },
    'teams[1].principals[0]',
    'a role of its own',
  ],
  [
    'a role of applications',
    { applications: { principals: [role('search')] }, teams: [SEARCH] },
    'teams[0].principals[0]',
    'Name it once',
  ],
  [
    'a role of people',
    { trustedPrincipals: { principals: [role('search')] }, teams: [SEARCH] },
    'teams[0].principals[0]',
    'Name it once',
  ],
  ['models by ARN only', { models: [DEPLOYED], teams: [SEARCH] }, 'teams', 'by its id'],
  [
    'more profiles than fit',
    { models: MODELS, teams: ['a', 'b', 'c', 'd'].map((name) => team(name)) },
    'teams',
    'Remove teams or models',
  ],
];

test.each(FAILING)('%s is one problem, with its place and remedy', (_, changes, path, remedy) => {
  expect(remediesOf(changes)).toEqual([[path, expect.stringContaining(remedy)]]);
});

test.each([
  ['PB-CONFIG-240', { teams: [team('Search')] }],
  ['PB-CONFIG-241', { teams: [SEARCH, team('support', [role('search')])] }],
  ['PB-CONFIG-242', { models: [DEPLOYED], teams: [SEARCH] }],
])('%s', (code, changes) => {
  expect(problemsOf(changes).map((problem) => problem.code)).toEqual([code]);
});

test('as many as fit are accepted, beside models by ARN', () => {
  expect(problemsOf({ models: [...MODELS, DEPLOYED], teams: ['a', 'b', 'c'].map((name) => team(name)) })).toEqual([]);
});

test('every profile has a name of its own that AWS accepts, of any row that is accepted', () => {
  const names = fc.stringMatching(/^[a-z][a-z0-9]{0,18}$/);
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,8})?$/),
      fc.uniqueArray(names, { minLength: 1, maxLength: 3 }),
      (deployment, teams) => {
        const config = row({ models: MODELS, teams: teams.map((name) => team(name)) });
        if (validateDeployments({ [deployment]: config }, TODAY).length > 0) return;
        const profiles = teamProfiles(deployment, config).map(({ name }) => name);
        expect(new Set(profiles).size).toBe(teams.length * MODELS.length);
        expect(profiles.length + MODELS.length).toBeLessThanOrEqual(MOST_MODELS);
        // Source: Amazon Bedrock API Reference, CreateInferenceProfile.
        for (const name of profiles) expect(name).toMatch(/^(?=.{1,64}$)([0-9a-zA-Z][ _-]?)+$/);
      },
    ),
  );
});
