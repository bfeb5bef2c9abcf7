import { invokeRemedies } from '../../../cli/functions/function-failure';
import { FUNCTION, failsWith, lambdaError, withAskStandIn } from '../../support/ask-run';
import { runMain } from '../../support/run-main';
import { emptyAssembly, tableAssembly } from '../../support/table-assembly';

const { standIn, ask } = withAskStandIn();

const row = (names: readonly string[]) => ({
  region: 'us-east-1',
  network: { cidr: '10.0.0.0/24' },
  models: ['amazon.nova-lite-v1:0'] as const,
  teams: names.map((name) => ({ name, principals: [`arn:aws:iam::111122223333:role/${name}`] })),
});

test.each([
  [tableAssembly(), 'Omit --team, or declare it'],
  [emptyAssembly({ sandbox: row(['search', 'support']) }), 'Use one of: search, support.'],
])('a team that the row does not have is named, before AWS is called', async (app, remedy) => {
  const { status, stdout, stderr } = await runMain([
    'ask',
    '--app',
    app,
    '--deployment',
    'sandbox',
    '--team',
    'x',
    'Hello?',
  ]);
  expect([status, stdout, stderr.split(' ')[0]]).toEqual([2, '', 'PB-ASK-016']);
  expect(stderr).toContain(remedy);
});

test('documents are asked for no team', async () => {
  const { status, stderr } = await runMain(['ask', '--knowledge', '--team', 'search', 'Hello?']);
  expect([status, stderr.split(' ')[0]]).toEqual([2, 'PB-KNOWLEDGE-008']);
});

test('a team asks by the alias of its name: a function without that alias has none to call', async () => {
  expect(await ask(['Hello?', '--function', FUNCTION, '--team', 'search'])).toEqual(
    failsWith(/The function has no alias search: deploy the row that declares it, or omit --team\./),
  );
});

test('whoever is not of the team learns which role to assume', async () => {
  standIn().lambda = (response) => lambdaError(response, 403, 'AccessDeniedException', 'not authorized');
  expect(await ask(['Hello?', '--function', FUNCTION, '--team', 'search'])).toEqual(
    failsWith(/Assume the role of the team: output teamsearchRoleArn of the access stack\./),
  );
  expect(invokeRemedies(undefined, 'board')['access-denied']).toContain('whose tag private-bedrock:audience is board');
});
