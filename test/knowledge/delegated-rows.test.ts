import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { notProven } from '../../domain/deployment/not-proven';
import { assertDeployments } from '../../domain/deployment/validate-deployments';
import { decisions } from '../../proofs/decisions/decisions';
import { names } from '../../proofs/names/names';
import { reachability } from '../../proofs/reachability/reachability';
import { unusedActions } from '../../proofs/reachability/uses';
import { subjectOfRow } from '../../proofs/rows/subject-of-row';
import { settings } from '../../proofs/settings/settings';
import { row } from '../deployment/rows';

const agentAlias = { agentId: 'AGENT00001', aliasId: 'ALIAS00001' };

const CUSTOM = 'arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/abcdefghijkl';
/** Rows in which Bedrock answers by itself, in one way or in both. */
const ROWS: readonly (readonly [string, DeploymentConfig, readonly string[]])[] = [
  [
    'answers from documents, with a guardrail and audiences',
    row({
      guardrail: {},
      knowledge: { retrieveAndGenerate: true, audiences: { board: ['board'] } },
      network: { cidr: '10.0.0.0/24' },
    }),
    ['whose documents RetrieveAndGenerate answers from'],
  ],
  [
    'an agent, with a guardrail that it has no use for',
    row({ guardrail: {}, knowledge: { agentAlias }, network: { cidr: '10.0.0.0/24' } }),
    ['what agent AGENT00001 reaches'],
  ],
  [
    'both, without a guardrail, and a custom model',
    row({
      models: ['amazon.nova-lite-v1:0', CUSTOM],
      knowledge: { agentAlias, retrieveAndGenerate: true },
      applications: { principals: ['arn:aws:iam::111122223333:role/web'] },
      network: { cidr: '10.0.0.0/24' },
    }),
    ['whose documents RetrieveAndGenerate answers from', 'what agent AGENT00001 reaches'],
  ],
  [
    'answers from documents by a custom model, with a guardrail',
    row({
      models: [CUSTOM],
      guardrail: {},
      knowledge: { retrieveAndGenerate: true },
      network: { cidr: '10.0.0.0/24' },
    }),
    ['whose documents RetrieveAndGenerate answers from'],
  ],
  [
    'both, under the boundary of an organization',
    row({
      guardrail: {},
      knowledge: { agentAlias, retrieveAndGenerate: true },
      permissionsBoundary: { name: 'team/boundary' },
      network: { cidr: '10.0.0.0/24' },
    }),
    ['whose documents RetrieveAndGenerate answers from', 'what agent AGENT00001 reaches'],
  ],
];

describe.each(ROWS)('%s', (_, config, open) => {
  assertDeployments({ acme: config }, new Date('2026-11-27'));
  const subject = subjectOfRow('acme', config);

  test.each([decisions, names, reachability, settings])('$name hold', async (proof) => {
    expect(await proof.broken(subject)).toEqual([]);
  });

  test('an endpoint allows only what a role may do', async () => {
    expect(await unusedActions(subject)).toEqual([]);
  });

  test('says what is not proven', () => {
    expect(notProven(config)).toEqual(open.map((words) => expect.stringContaining(words)));
  });
});
