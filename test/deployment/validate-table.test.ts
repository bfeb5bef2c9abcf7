import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../domain/deployment/config-error';
import { Names } from '../../domain/deployment/names/names';
import { assertDeployments, validateDeployments } from '../../domain/deployment/validate-deployments';
import { BEDROCK_REGIONS } from '../../domain/models/regions';
import { OperatorError } from '../../domain/operator-error';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { selectDeployment } from '../../lib/config/select-deployment';
import { EXISTING, row, TODAY } from './rows';

const OTHER = { network: { cidr: '10.0.1.0/24' } };

test('the table of this repository has no problem', () => {
  expect(validateDeployments(DEPLOYMENTS, TODAY)).toEqual([]);
  expect(() => assertDeployments(DEPLOYMENTS, TODAY)).not.toThrow();
});

test('an empty table has none either', () => {
  expect(validateDeployments({}, TODAY)).toEqual([]);
});

describe('names', () => {
  test.each(['a', 'prod', 'prod-eu-1', '1', 'x'.repeat(19)])('%p is one', (name) => {
    expect(validateDeployments({ [name]: row() }, TODAY)).toEqual([]);
  });

  test.each(['', 'Prod', 'prod_eu', '-prod', 'prod-', 'prod--eu', 'x'.repeat(20), 'pröd', 'prod eu'])(
    '%p is none',
    (name) => {
      expect(validateDeployments({ [name]: row() }, TODAY)).toMatchObject([{ deployment: name, path: name }]);
    },
  );

  test.each(BEDROCK_REGIONS)('the longest still makes role names that IAM takes, in %s', (region) => {
    const { customizationRole, tuningWorkflowRole, breakGlassRole } = new Names('x'.repeat(19), region);
    for (const name of [customizationRole, tuningWorkflowRole, breakGlassRole]) {
      expect(name).toContain(region);
      expect(name.length).toBeLessThanOrEqual(64);
    }
  });
});

describe('two rows', () => {
  /** Paths of the problems of two rows. */
  const paths = (table: Readonly<Record<string, unknown>>) => validateDeployments(table, TODAY).map(({ path }) => path);

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
    const problems = validateDeployments(table, TODAY);
    expect(problems).toMatchObject([
      { path: 'two.network.cidr', value: "'10.0.0.0/24'", message: "overlaps 10.0.0.0/16, the block of 'one'" },
      { path: 'three.network.cidr', value: "'10.0.1.0/24'", message: "overlaps 10.0.0.0/16, the block of 'one'" },
    ]);
  });

  test('must not share a VPC', () => {
    const table = { one: row({ network: EXISTING }), two: row({ network: EXISTING }) };
    expect(validateDeployments(table, TODAY)).toMatchObject([
      { path: 'two.network.vpcId', remedy: expect.stringContaining('private DNS') },
    ]);
  });
});

describe('ConfigError', () => {
  const table = { Bad: row({ keepdata: true }), good: row(OTHER), worse: row({ region: 'us-esat-1', ...OTHER }) };

  test('lists every problem at once: code, place, value, what is wrong, what to change', () => {
    expect(() => assertDeployments(table, TODAY)).toThrow(ConfigError);
    try {
      assertDeployments(table, TODAY);
    } catch (error) {
      const problems = validateDeployments(table, TODAY);
      expect(error).toMatchObject({ name: 'ConfigError', code: 'PB-CONFIG-001', problems });
      expect(error).toBeInstanceOf(OperatorError);
      expect(String(error)).toBe(`ConfigError: 4 problems in the configuration

PB-CONFIG-010 Bad: 'Bad' is not 1 to 19 lower-case letters, digits and single hyphens between them. Rename the row, for example to 'bad': its name becomes part of the names of stacks, roles and aliases.

PB-CONFIG-004 Bad.keepdata: is an unknown property; the known ones are region, keepData, models, declaredModels, network, planes, inference, trustedPrincipals, sessionHours, personas, applications, teams, permissionsBoundary, invokerCallsModels, fineTuning, knowledge, healthScribe, observability, spend, developer, workbench, guardrail. Did you mean 'keepData'?

PB-CONFIG-020 worse.region: 'us-esat-1' is not a Region of the aws partition with Amazon Bedrock. Use 'us-east-1' or 'us-east-2' or 'us-west-2'.

PB-CONFIG-013 worse.network.cidr: '10.0.1.0/24' overlaps 10.0.1.0/24, the block of 'good'. Choose another block: overlapping VPCs can never be connected.`);
    }
  });

  test('has a code for each constraint, which stands at one place', () => {
    const source = readdirSync('domain/deployment', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join('domain/deployment', file), 'utf8'))
      .join('\n');
    const codes = source.match(/'PB-CONFIG-\d{3}'/g) ?? [];
    expect(codes.length).toBeGreaterThan(30);
    expect(codes).toHaveLength(new Set(codes).size);
  });
});

describe('selectDeployment', () => {
  test('finds a row', () => {
    expect(selectDeployment('sandbox', DEPLOYMENTS)).toBe(DEPLOYMENTS.sandbox);
  });

  test.each(['sandbxo', '', 'toString', '__proto__'])('%p is answered with the names there are', (name) => {
    expect(() => selectDeployment(name, DEPLOYMENTS)).toThrow(ConfigError);
    expect(() => selectDeployment(name, DEPLOYMENTS)).toThrow(
      /1 problem in .*PB-CONFIG-015 .*one of sandbox, production/s,
    );
  });
});

test('the sandbox costs little: one endpoint, nothing kept, no profile beyond its Region', () => {
  const { sandbox } = DEPLOYMENTS;
  expect(Object.keys(sandbox).sort()).toEqual(['fineTuning', 'models', 'network', 'region']);
  expect(sandbox.models[0]).toBe('amazon.nova-lite-v1:0');
});
