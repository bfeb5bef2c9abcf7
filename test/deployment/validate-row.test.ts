import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RETENTION_DAYS } from '../../domain/deployment/row/validate-inference';
import { validateDeployments } from '../../domain/deployment/validate-deployments';
import { FAULTLESS, type Failing, PASSING, problemsOf, remediesOf, row, TODAY } from './rows';

test.each(PASSING)('%s passes', (_, changes) => {
  expect(problemsOf(changes)).toEqual([]);
});

/** Mistakes, each with the path of its problem and a part of the remedy. One mistake is one problem. */
const FAILING: readonly Failing[] = [
  ['a Region with a typing mistake', { region: 'us-esat-1' }, 'region', "'us-east-1'"],
  ['a Region of another partition', { region: 'us-gov-west-1' }, 'region', 'Use a Region of the partition aws'],
  ['a Region of China', { region: 'cn-north-1' }, 'region', 'Use a Region of the partition aws'],
  ['an isolated Region', { region: 'us-isob-east-1' }, 'region', 'Use a Region of the partition aws'],
  ['a Region without Bedrock', { region: 'ap-east-1' }, 'region', "Use 'us-east-1' or 'us-east-2'."],
  ['a Region that is none', { region: 'the moon over Ohio' }, 'region', 'domain/models/regions.ts'],
  ['a Region that is no text', { region: 1 }, 'region', 'as text'],
  [
    'a plane that the Region lacks',
    { region: 'us-east-2', planes: ['bedrock-agent', 'bedrock-runtime'] },
    'planes[0]',
    'Remove it',
  ],
  ['a plane with a typing mistake', { planes: ['bedrock-runtime', 'bedrock-agents'] }, 'planes[1]', "'bedrock-agent'"],
  ['a plane that is none', { planes: ['bedrock-runtime', 's3'] }, 'planes[1]', "'bedrock' or 'bedrock-agent'"],
  ['a plane twice', { planes: ['bedrock-runtime', 'bedrock-runtime'] }, 'planes[1]', 'once'],
  ['planes without the runtime', { planes: ['bedrock'] }, 'planes', "Add 'bedrock-runtime'"],
  ['no planes at all', { planes: [] }, 'planes', "Add 'bedrock-runtime'"],
  ['a property that is none', { keepdata: true }, 'keepdata', "'keepData'"],
  ['a property far from any', { colour: 'blue' }, 'colour', 'Remove it'],
  ['a nested property that is none', { network: { cidr: '10.0.0.0/24', cdir: 1 } }, 'network.cdir', "'cidr'"],
  ['a property that every object has', { toString: 1 }, 'toString', 'Remove it'],
  ['a switch that is text', { keepData: 'true' }, 'keepData', 'without quotes: true'],
  ['too little memory', { inference: { memoryMiB: 127 } }, 'inference.memoryMiB', 'MiB'],
  ['too much memory', { inference: { memoryMiB: 10_241 } }, 'inference.memoryMiB', 'MiB'],
  ['memory as text', { inference: { memoryMiB: '512' } }, 'inference.memoryMiB', 'MiB'],
  ['a timeout too short', { inference: { timeoutSeconds: 9 } }, 'inference.timeoutSeconds', 'seconds'],
  ['a timeout too long', { inference: { timeoutSeconds: 901 } }, 'inference.timeoutSeconds', 'seconds'],
  ['no concurrency', { inference: { reservedConcurrency: 0 } }, 'inference.reservedConcurrency', 'at once'],
  ['half a concurrency', { inference: { reservedConcurrency: 1.5 } }, 'inference.reservedConcurrency', 'at once'],
  [
    'a retention that CloudWatch lacks',
    { inference: { logRetentionDays: 31 } },
    'inference.logRetentionDays',
    'larger',
  ],
  ['a request too small', { inference: { maxRequestBytes: 1023 } }, 'inference.maxRequestBytes', 'KiB'],
  [
    'a request larger than Lambda takes',
    { inference: { maxRequestBytes: 6 * 1024 * 1024 + 1 } },
    'inference.maxRequestBytes',
    '6 MiB',
  ],
  ['a session of no hours', { sessionHours: 0 }, 'sessionHours', 'hours'],
  ['a session of thirteen hours', { sessionHours: 13 }, 'sessionHours', 'hours'],
  ['a session of half an hour', { sessionHours: 0.5 }, 'sessionHours', 'hours'],
];

test.each(FAILING)('%s is one problem, with a remedy', (_, changes, path, remedy) => {
  expect(remediesOf(changes)).toEqual([[path, expect.stringContaining(remedy)]]);
});

test('days of retention are those of CloudWatch Logs', () => {
  const offered = Object.values(RetentionDays).filter((days): days is RetentionDays => typeof days === 'number');
  expect(RETENTION_DAYS).toEqual(offered.filter((days) => days !== RetentionDays.INFINITE).sort((a, b) => a - b));
});

test.each(['region', 'models', 'network'])('a row needs its %s', (name) => {
  const { [name]: _, ...rest } = row() as Record<string, unknown>;
  expect(validateDeployments({ test: rest }, TODAY)).toEqual([
    {
      code: 'PB-CONFIG-003',
      deployment: 'test',
      path: `test.${name}`,
      message: 'is missing',
      remedy: `Add '${name}' to test.`,
    },
  ]);
});

test.each([undefined, null, 7, 'row', [], true])('%p is no row', (value) => {
  expect(validateDeployments({ test: value }, TODAY)).toMatchObject([{ path: 'test', remedy: 'Write it as { … }.' }]);
});

describe('a property that is undefined', () => {
  const [, [, full = {}] = []] = PASSING;

  test.each(Object.keys(full))('is absent: %s', (name) => {
    const { [name]: value, ...others } = full;
    const { network: _, ...rest } = others;
    expect(problemsOf({ ...rest, [name]: undefined })).toEqual(problemsOf(rest));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const property of Object.keys(value)) {
      const without = { ...value, [property]: undefined };
      expect([property, problemsOf({ ...full, [name]: without })]).toEqual([
        property,
        problemsOf({ ...full, [name]: JSON.parse(JSON.stringify(without)) }),
      ]);
    }
  });

  test('is missing if it is required', () => {
    expect(problemsOf({ region: undefined })).toMatchObject([{ code: 'PB-CONFIG-003', path: 'test.region' }]);
  });

  test('does not make a new network an existing one', () => {
    expect(problemsOf({ network: { cidr: '10.0.0.0/24', vpcId: undefined, subnets: undefined } })).toEqual([]);
  });

  test('is no item of a list', () => {
    expect(problemsOf({ models: [undefined] })).toMatchObject([{ code: 'PB-CONFIG-002', path: 'test.models[0]' }]);
  });

  test('leaves a row that contains itself, or a date, as it is', () => {
    const cyclic: Record<string, unknown> = { ...FAULTLESS };
    cyclic.self = cyclic;
    expect(problemsOf(cyclic)).toMatchObject([{ code: 'PB-CONFIG-004', path: 'test.self' }]);
    expect(problemsOf({ region: new Date(0) })[0]?.value).toBe('1970-01-01T00:00:00.000Z');
  });
});
