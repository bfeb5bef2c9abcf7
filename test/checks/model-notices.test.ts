import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { addModelNotices } from '../../lib/checks/model-notices';
import { Deployment } from '../support/synth';

const OPUS = 'us.anthropic.claude-opus-4-1-20250805-v1:0';
const ROW: DeploymentConfig = {
  region: 'us-east-1',
  models: ['amazon.nova-lite-v1:0', OPUS],
  network: { cidr: '10.0.0.0/24' },
};

/** Warnings and errors of all stacks, and the names of the rules of their templates. */
function synthesized(today: string, row = ROW) {
  const { app, stage } = new Deployment('test', row);
  addModelNotices(stage, 'test', row, today);
  const { directory, stacks } = app.synth();
  return {
    messages: stacks.flatMap(({ messages }) => messages.map(({ level, entry }) => [level, String(entry.data)])),
    rules: stacks.flatMap(({ templateFile }) => {
      const { Rules = {} } = JSON.parse(readFileSync(join(directory, templateFile), 'utf8'));
      return Object.entries(Rules).filter(([name]) => name !== 'CheckBootstrapVersion');
    }),
  };
}

// The CDK prints warnings by itself.
beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());
afterEach(() => void jest.restoreAllMocks());

test('a model with months to live is not mentioned', () => {
  expect(synthesized('2026-11-23')).toEqual({ messages: [], rules: [] });
});

test.each([
  ['2026-11-23', undefined],
  ['2026-11-24', 'PB-CONFIG-032'],
  ['2027-01-07', 'PB-CONFIG-032'],
  ['2027-01-08', 'PB-CONFIG-045'],
  ['2027-01-09', 'PB-CONFIG-045'],
  ['2030-01-01', 'PB-CONFIG-045'],
])('on %s, around 45 days before the end and the end itself, the notice is %s', (today, code) => {
  const { messages, rules } = synthesized(today);
  expect(messages).toEqual(code === undefined ? [] : [['warning', expect.stringMatching(`^${code} `)]]);
  expect(rules).toHaveLength(code === 'PB-CONFIG-045' ? 1 : 0);
});

test.each([
  ['2027-06-29', 'PB-CONFIG-032', 0],
  ['2027-06-30', 'PB-CONFIG-045', 1],
])('a declared model that ends on 2027-06-30, on %s', (today, code, count) => {
  const { messages, rules } = synthesized(today, {
    ...ROW,
    models: ['amazon.nova-9-lite-v1:0'],
    declaredModels: [
      { id: 'amazon.nova-9-lite-v1:0', marketplace: false, regions: ['us-east-1'], endOfLife: '2027-06-30' },
    ],
  });
  expect(messages).toEqual([['warning', expect.stringMatching(`^${code} .*'amazon.nova-9-lite-v1:0'.*2027-06-30`)]]);
  expect(rules).toHaveLength(count);
});

test('a model within the time of notice is a warning, and the template stays the same', () => {
  const { messages, rules } = synthesized('2026-12-24');
  expect(messages).toEqual([
    [
      'warning',
      expect.stringMatching(/^PB-CONFIG-032 test\.models\[1\]: '.*' is a legacy model that ends on 2027-01-08\./),
    ],
  ]);
  expect(rules).toEqual([]);
});

test('a model past its end is a warning of synth, and a rule with which CloudFormation refuses the first stack', () => {
  const { messages, rules } = synthesized('2027-01-08');
  expect(messages).toEqual([
    ['warning', expect.stringMatching(/^PB-CONFIG-045 .*2027-01-08.*CloudFormation refuses to deploy this row\./)],
  ]);
  expect(rules).toEqual([
    [
      'ModelsCanBeInvoked',
      {
        Assertions: [
          {
            Assert: { 'Fn::Contains': [['never'], { Ref: 'BootstrapVersion' }] },
            AssertDescription: expect.stringContaining(`'${OPUS}' reached its end of life on 2027-01-08`),
          },
        ],
      },
    ],
  ]);
});
