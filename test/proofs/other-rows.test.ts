import { PLACEHOLDERS } from '../../domain/deployment/config/organization-boundary';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { assertDeployments } from '../../domain/deployment/validate-deployments';
import { bounds, boundsOf } from '../../proofs/bounds/bounds';
import { decisions } from '../../proofs/decisions/decisions';
import { SENTENCES } from '../../proofs/decisions/sentences/all';
import { World } from '../../proofs/decisions/world';
import { systemOf } from '../../proofs/model/system';
import { names } from '../../proofs/names/names';
import { reachability } from '../../proofs/reachability/reachability';
import { matrixOf } from '../../proofs/report/capabilities';
import { subjectOfRow } from '../../proofs/rows/subject-of-row';
import { settings } from '../../proofs/settings/settings';
import { EXISTING, REUSED, row } from '../deployment/rows';

/** Rows that nobody has written down: the proofs must know them all the same. */
const ROWS: readonly (readonly [string, DeploymentConfig])[] = [
  ['the smallest row', row({ network: { cidr: '10.0.0.0/24' } })],
  [
    'an EU profile and a guardrail, without fine-tuning, in Frankfurt',
    row({
      region: 'eu-central-1',
      models: ['eu.amazon.nova-2-lite-v1:0'],
      network: { cidr: '10.2.0.0/24' },
      guardrail: {},
    }),
  ],
  [
    'a global profile alone, kept data and every plane',
    row({
      models: ['global.anthropic.claude-sonnet-4-5-20250929-v1:0'],
      network: { cidr: '10.3.0.0/24' },
      keepData: true,
      planes: ['bedrock', 'bedrock-agent', 'bedrock-agent-runtime', 'bedrock-runtime'],
      invokerCallsModels: true,
    }),
  ],
  [
    'fine-tuning of the model that others do not tune',
    row({
      region: 'us-east-1',
      models: ['us.amazon.nova-2-lite-v1:0'],
      network: { cidr: '10.4.0.0/24' },
      fineTuning: { baseModels: ['amazon.nova-micro-v1:0'], vpcOnly: false },
    }),
  ],
  [
    'neighbours in an existing VPC, without fine-tuning',
    row({ network: { ...EXISTING, clientSecurityGroups: ['sg-0123456789abcdef0', 'sg-01234567'] } }),
  ],
  [
    'permission sets, a persona of its own, and break glass for another account with an external id',
    row({
      network: { cidr: '10.8.0.0/24' },
      trustedPrincipals: { permissionSets: ['BedrockUser'] },
      personas: {
        administrator: { trustedPrincipals: { principals: ['arn:aws:iam::111122223333:role/Admin'] } },
        breakGlass: { trustedPrincipals: { principals: ['444455556666'], mfa: false, externalId: 'night-shift' } },
      },
      fineTuning: { baseModels: ['amazon.nova-lite-v1:0'], vpcOnly: true },
    }),
  ],
  [
    'applications: a role and a service, which call models directly with the guardrail',
    row({
      network: { cidr: '10.7.0.0/24' },
      guardrail: {},
      applications: {
        principals: ['arn:aws:iam::111122223333:role/web'],
        services: [{ service: 'ecs-tasks.amazonaws.com', sourceArn: 'arn:aws:ecs:us-east-1:111122223333:*' }],
        callModels: true,
      },
    }),
  ],
  [
    'a runtime endpoint in a hub, and one of its own',
    row({ network: { ...EXISTING, ...REUSED }, planes: ['bedrock', 'bedrock-runtime'], guardrail: {} }),
  ],
  [
    'a shared VPC with every endpoint, and fine-tuning from inside only',
    row({
      network: {
        ...EXISTING,
        interfaceEndpoints: [{ ...REUSED.interfaceEndpoints[0], peers: ['sg-0123456789abcdef0'] }],
        s3GatewayEndpointId: 'vpce-01234567',
        ownerAccount: '111122223333',
      },
      fineTuning: { baseModels: ['amazon.nova-micro-v1:0'], vpcOnly: true },
    }),
  ],
  [
    'the boundary of an organization, with every feature',
    row({
      models: [
        'amazon.nova-lite-v1:0',
        'us.amazon.nova-2-lite-v1:0',
        'global.anthropic.claude-sonnet-4-5-20250929-v1:0',
      ],
      network: { cidr: '10.9.0.0/24' },
      permissionsBoundary: { name: `team/cdk-${PLACEHOLDERS.qualifier}-boundary` },
      applications: { principals: ['arn:aws:iam::111122223333:role/web'] },
      invokerCallsModels: true,
      fineTuning: { baseModels: ['amazon.nova-lite-v1:0'], vpcOnly: true },
      knowledge: {},
      planes: ['bedrock-agent-runtime', 'bedrock-runtime'],
      guardrail: { tier: 'standard' },
    }),
  ],
  [
    'an EU profile in Ireland',
    row({ region: 'eu-west-1', models: ['eu.amazon.nova-2-lite-v1:0'], network: { cidr: '10.5.0.0/24' } }),
  ],
  [
    'eight EU profiles with a guardrail and every way to ask documents: permissions are split, the list of models stands apart',
    row({
      region: 'eu-central-1',
      models: [
        'eu.anthropic.claude-haiku-4-5-20251001-v1:0',
        'eu.anthropic.claude-haiku-5-5',
        'eu.anthropic.claude-opus-4-6-v1',
        'eu.anthropic.claude-opus-4-8',
        'eu.anthropic.claude-opus-5-5',
        'eu.anthropic.claude-sonnet-4-6',
        'eu.anthropic.claude-sonnet-5',
        'eu.anthropic.claude-sonnet-5-5',
      ],
      network: { cidr: '10.7.0.0/24' },
      guardrail: {},
      invokerCallsModels: true,
      knowledge: {
        audiences: { board: ['board'] },
        retrieveAndGenerate: true,
        agentAlias: { agentId: 'AGENT00001', aliasId: 'ALIAS00001' },
      },
    }),
  ],
  [
    'a declared model by all its ids in Seoul, with a guardrail',
    row({
      region: 'ap-northeast-2',
      models: ['acme.large-9', 'apac.acme.large-9', 'global.acme.large-9', 'apac.amazon.nova-lite-v1:0'],
      declaredModels: [
        {
          id: 'acme.large-9',
          marketplace: true,
          regions: ['ap-northeast-2'],
          geographic: { apac: { 'ap-northeast-2': ['ap-northeast-1', 'ap-northeast-2'] } },
          globalSources: ['ap-northeast-2'],
        },
      ],
      network: { cidr: '10.6.0.0/24', s3PrefixListId: 'pl-78a54011' },
      guardrail: {},
      invokerCallsModels: true,
    }),
  ],
];

describe.each(ROWS)('%s', (_, config) => {
  assertDeployments({ acme: config }, new Date('2026-11-27'));
  const subject = subjectOfRow('acme', config);

  test.each([decisions, names, reachability, settings])('$name hold', async (proof) => {
    expect(await proof.broken(subject)).toEqual([]);
  });

  test('no sentence is about nothing', async () => {
    const world = new World(subject);
    const sentences = (await Promise.all(Object.values(SENTENCES).map((about) => about(world)))).flat();
    expect(sentences.length).toBeGreaterThan(100);
    expect(sentences.filter(({ points }) => points.length === 0)).toEqual([]);
  });

  test('its bounds can be computed, and are those of a new row', async () => {
    const all = await boundsOf(systemOf(subject.templates));
    expect(await bounds.broken(subject)).toEqual([`acme is a new row: nobody has reviewed its ${all.length} bounds`]);
  });

  test('the table of capabilities can be made', async () => {
    const [header, ...roles] = await matrixOf(new World(subject));
    expect(roles.length).toBeGreaterThan(4);
    for (const cells of roles) expect(cells).toHaveLength(header?.length ?? 0);
  });
});
