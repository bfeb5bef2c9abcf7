import { assertDeployments, checkDeployments } from '../../domain/deployment/check';
import { ConfigError, formatProblems } from '../../domain/deployment/config-error';
import { Names } from '../../domain/deployment/names';
import { DEFAULT_DEPLOYMENT, DEPLOYMENTS } from '../../lib/config/deployments';
import { selectDeployment } from '../../lib/config/select-deployment';
import { EXISTING, row, TODAY } from './rows';

const OTHER = { network: { cidr: '10.0.1.0/24' } };

test('the table of this repository has no problem', () => {
  expect(checkDeployments(DEPLOYMENTS, TODAY)).toEqual([]);
  expect(() => assertDeployments(DEPLOYMENTS, TODAY)).not.toThrow();
});

test('an empty table has none either', () => {
  expect(checkDeployments({}, TODAY)).toEqual([]);
});

describe('names', () => {
  test.each(['a', 'prod', 'prod-eu-1', '1', 'x'.repeat(19)])('%p is one', (name) => {
    expect(checkDeployments({ [name]: row() }, TODAY)).toEqual([]);
  });

  test.each(['', 'Prod', 'prod_eu', '-prod', 'prod-', 'prod--eu', 'x'.repeat(20), 'pröd', 'prod eu'])(
    '%p is none',
    (name) => {
      expect(checkDeployments({ [name]: row() }, TODAY)).toMatchObject([{ deployment: name, path: name }]);
    },
  );

  test('the longest still makes a role name that IAM takes', () => {
    expect(new Names('x'.repeat(19)).customizationRole.length).toBeLessThanOrEqual(64);
  });
});

describe('two rows', () => {
  /** Paths of the problems of two rows. */
  const paths = (table: Readonly<Record<string, unknown>>) => checkDeployments(table, TODAY).map(({ path }) => path);

  test('with names and networks of their own pass', () => {
    expect(paths({ prod: row(), production: row(OTHER) })).toEqual([]);
    expect(paths({ one: row({ network: EXISTING }), two: row() })).toEqual([]);
  });

  test.each([
    ['prod-eu', 'prodeu'],
    ['prod', 'prod-eu'],
    ['prod-eu', 'prod'],
  ])('%p and %p are taken for each other', (one, two) => {
    expect(paths({ [one]: row(), [two]: row(OTHER) })).toEqual([two]);
  });

  test('that differ in case only are a problem on both counts', () => {
    expect(paths({ prod: row(), PROD: row(OTHER) })).toEqual(['PROD', 'PROD']);
  });

  test('must not overlap, and the later one says so', () => {
    const table = { one: row({ network: { cidr: '10.0.0.0/16' } }), two: row(), three: row(OTHER) };
    const problems = checkDeployments(table, TODAY);
    expect(problems).toMatchObject([
      { path: 'two.network.cidr', got: "'10.0.0.0/24'", expected: "a block beside that of 'one', 10.0.0.0/16" },
      { path: 'three.network.cidr', got: "'10.0.1.0/24'", expected: "a block beside that of 'one', 10.0.0.0/16" },
    ]);
  });

  test('must not share a VPC', () => {
    const table = { one: row({ network: EXISTING }), two: row({ network: EXISTING }) };
    expect(checkDeployments(table, TODAY)).toMatchObject([
      { path: 'two.network.vpcId', remedy: expect.stringContaining('private DNS') },
    ]);
  });
});

describe('ConfigError', () => {
  const table = { Bad: row({ keepdata: true }), good: row(OTHER), worse: row({ region: 'us-esat-1', ...OTHER }) };

  test('lists every problem at once: name, value, what is expected, what to change', () => {
    expect(() => assertDeployments(table, TODAY)).toThrow(ConfigError);
    try {
      assertDeployments(table, TODAY);
    } catch (error) {
      expect(error).toMatchObject({ name: 'ConfigError', problems: checkDeployments(table, TODAY) });
      expect(String(error)).toBe(`ConfigError: 4 problems in the configuration

Bad
  got       'Bad'
  expected  1 to 19 lower-case letters, digits and single hyphens between them
  remedy    rename the row: its name becomes part of the names of stacks, roles and aliases

Bad.keepdata
  got       an unknown property
  expected  one of region, keepData, models, network, planes, inference, trustedPrincipals, sessionHours, invokerCallsModels, fineTuning, guardrail
  remedy    write 'keepData', if that was meant

worse.region
  got       'us-esat-1'
  expected  a Region of the aws partition with Amazon Bedrock
  remedy    write 'us-east-1' or 'us-west-1' or 'us-east-2'

worse.network.cidr
  got       '10.0.1.0/24'
  expected  a block beside that of 'good', 10.0.1.0/24
  remedy    choose another block: overlapping VPCs can never be connected`);
    }
  });

  test('says so when there is nothing to say', () => {
    expect(formatProblems([])).toBe('No problems in the configuration');
  });
});

describe('selectDeployment', () => {
  test('finds a row', () => {
    expect(selectDeployment(DEFAULT_DEPLOYMENT, DEPLOYMENTS)).toBe(DEPLOYMENTS.sandbox);
  });

  test.each(['sandbxo', '', 'toString', '__proto__'])('%p is answered with the names there are', (name) => {
    expect(() => selectDeployment(name, DEPLOYMENTS)).toThrow(ConfigError);
    expect(() => selectDeployment(name, DEPLOYMENTS)).toThrow(/1 problem in .*one of sandbox, production/s);
  });
});

test('the sandbox costs little: one endpoint, nothing kept, no profile beyond its Region', () => {
  const { sandbox } = DEPLOYMENTS;
  expect(Object.keys(sandbox).sort()).toEqual(['fineTuning', 'models', 'network', 'region']);
  expect(sandbox.models[0]).toBe('amazon.nova-lite-v1:0');
});
