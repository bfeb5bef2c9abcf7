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
function synthesized(today: string) {
  const { app, stage } = new Deployment('test', ROW);
  addModelNotices(stage, 'test', ROW, today);
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
