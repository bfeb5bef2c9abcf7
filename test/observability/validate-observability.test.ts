import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { ALARM_KINDS } from '../../domain/observability/alarm-kinds';
import { signalsOf } from '../../lib/observability/signals/signals';
import { type Failing, problemsOf, remediesOf, row } from '../deployment/rows';

const alarms = (changes: object = {}) => ({ observability: changes });
const ADDRESS = 'on-call@example.com';

const LITE = 'amazon.nova-lite-v1:0';
const quota = (tokensPerMinute: unknown, model = LITE) => ({ model, tokensPerMinute });

/** Kinds of alarms that the faultless row does not have, with a part of the remedy. */
const ABSENT = {
  'event-failures': 'Remove it',
  'guardrail-interventions': 'Remove it',
  'queue-age': 'Remove it',
  quota: 'Remove it',
  'workflow-failures': 'Remove it',
};

/** Mistakes, each with the path of its problem and a part of the remedy. One mistake is one problem. */
const FAILING: readonly Failing[] = [
  ['no object', { observability: true }, 'observability', '{ … }'],
  ['an unknown property', alarms({ email: [ADDRESS] }), 'observability.email', "'emails'"],
  ['an address that is no list', alarms({ emails: ADDRESS }), 'observability.emails', `['${ADDRESS}']`],
  ['an address twice', alarms({ emails: [ADDRESS, ADDRESS.toUpperCase()] }), 'observability.emails[1]', 'once'],
  [
    'more addresses than a topic should have',
    alarms({ emails: Array.from({ length: 11 }, (_, index) => `${index}@example.com`) }),
    'observability.emails',
    'Remove 1',
  ],
  ...[
    'on-call',
    '@example.com',
    'a b@example.com',
    'a@example',
    'Anna <a@example.com>',
    `${'a'.repeat(255)}@b.com`,
  ].map(
    (address): Failing => [
      `the address '${address}'`,
      alarms({ emails: [address] }),
      'observability.emails[0]',
      'address alone',
    ],
  ),
  ['thresholds that are a list', alarms({ thresholds: [] }), 'observability.thresholds', '{ … }'],
  ['a misspelled kind', alarms({ thresholds: { latencie: 1 } }), 'observability.thresholds.latencie', "'latency'"],
  ...[0, -1, 1_000_001, '5', Number.NaN].map(
    (value): Failing => [
      `the threshold ${value}`,
      alarms({ thresholds: { failures: value } }),
      'observability.thresholds.failures',
      'in the unit of its kind',
    ],
  ),
  ...Object.entries(ABSENT).map(
    ([kind, remedy]): Failing => [
      `a threshold of ${kind} without what has it`,
      alarms({ thresholds: { [kind]: 5 } }),
      `observability.thresholds.${kind}`,
      remedy,
    ],
  ),
  ...[0.9, 11, '2', true].map(
    (value): Failing => [
      `a band of ${value}`,
      alarms({ anomalyBand: value }),
      'observability.anomalyBand',
      'standard deviations',
    ],
  ),
  ['quotas that are no list', alarms({ quotas: {} }), 'observability.quotas', '[ … ]'],
  ['a quota without a model', alarms({ quotas: [{ tokensPerMinute: 1 }] }), 'observability.quotas[0].model', "'model'"],
  ['a quota twice', alarms({ quotas: [quota(1), quota(2)] }), 'observability.quotas[1]', 'once'],
  ...[0, 1.5, '1000'].map(
    (value): Failing => [
      `a quota of ${value}`,
      alarms({ quotas: [quota(value)] }),
      'observability.quotas[0].tokensPerMinute',
      'Service Quotas',
    ],
  ),
  [
    'a quota of a model that the row does not have',
    alarms({ quotas: [quota(1, 'amazon.nova-lite')] }),
    'observability.quotas[0].model',
    `'${LITE}'`,
  ],
];

test.each(FAILING)('%s is one problem, with its place and remedy', (_, changes, path, remedy) => {
  expect(remediesOf(changes)).toEqual([[path, expect.stringContaining(remedy)]]);
});

test.each([
  ['PB-CONFIG-150', { emails: ['on-call'] }],
  ['PB-CONFIG-152', { thresholds: { errors: 1 } }],
  ['PB-CONFIG-153', { thresholds: { quota: 80 } }],
  ['PB-CONFIG-154', { quotas: [quota(1, 'amazon.nova-pro-v1:0')] }],
])('%s', (code, changes) => {
  expect(problemsOf(alarms(changes)).map((problem) => problem.code)).toEqual([code]);
});

test('an ARN has no quota of tokens: its metric has an unknown name', () => {
  const arn = 'arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abcdefghijkl';
  const codes = problemsOf({ models: [arn], ...alarms({ quotas: [quota(1, arn)] }) }).map(({ code }) => code);
  expect(codes).toEqual(['PB-CONFIG-154']);
});

test('a kind of alarm that a row cannot change is one that it does not have', () => {
  const rows = [
    {},
    { guardrail: {} },
    { knowledge: {} },
    { healthScribe: {} },
    { fineTuning: { baseModels: [LITE] } },
    alarms({ quotas: [quota(1)] }),
  ] as const;
  for (const changes of rows) {
    const config = { ...row({ observability: {}, ...changes }) } as DeploymentConfig;
    const kinds = new Set(signalsOf({ deployment: 'test', account: '1' }, config).map(({ kind }) => kind as string));
    const refused = Object.keys(ALARM_KINDS).filter((kind) => {
      const observability = { ...config.observability, thresholds: { [kind]: 5 } };
      return problemsOf({ ...changes, observability }).length > 0;
    });
    expect(refused).toEqual(Object.keys(ALARM_KINDS).filter((kind) => !kinds.has(kind)));
  }
});

test.each([
  alarms(),
  alarms({ thresholds: { latency: 0.5 }, anomalyBand: 1.5, quotas: [quota(1_000_000_000)] }),
  alarms({ emails: [] }),
  alarms({ emails: [ADDRESS, 'o+n.call@mail.example.co.kr'] }),
])('%j is valid', (changes) => {
  expect(problemsOf(changes)).toEqual([]);
});

// A row has no spend yet, so that PB-CONFIG-004 comes along.
test('spend without observability is PB-CONFIG-151: nobody would be told', () => {
  const codesOf = (changes: object) => problemsOf({ spend: {}, ...changes }).map(({ code }) => code);
  expect(codesOf({})).toContain('PB-CONFIG-151');
  expect(codesOf(alarms())).not.toContain('PB-CONFIG-151');
});
