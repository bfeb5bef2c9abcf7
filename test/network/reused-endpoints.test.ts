import { readFileSync } from 'node:fs';
import { readAssembly } from '../../cli/app/assembly-folder';
import { assumptionsOf } from '../../cli/cost/assumption-flags';
import { estimate } from '../../cli/cost/estimate';
import { graphOf } from '../../cli/diagram/graph-of';
import { assemblyReport } from '../../cli/summary/assembly-report';
import { summarize } from '../../cli/summary/assembly-summary';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { assertDeployments } from '../../domain/deployment/validate-deployments';
import { PRICES } from '../../domain/prices/prices';
import { rowAssembly } from '../support/row-assembly';

const page = readFileSync('docs/hub-and-spoke.md', 'utf8');
const blocks = [...page.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, language, text = '']) => ({ language, text }));
const block = (language: string) => blocks.find((one) => one.language === language)?.text ?? '';

/** The row of docs/hub-and-spoke.md. */
const { chat } = new Function(`return {${block('ts')}}`)() as { readonly chat: DeploymentConfig };

/** The same with an endpoint of its own beside the one that it reuses, in a VPC of its own account. */
const { ownerAccount: _, s3GatewayEndpointId: _s3, ...network } = chat.network as unknown as Record<string, unknown>;
const mixed = {
  ...chat,
  network: { ...network, interfaceEndpoints: (network.interfaceEndpoints as unknown[]).slice(0, 1) },
} as unknown as DeploymentConfig;

const assemblyOf = (name: string, row: DeploymentConfig) => {
  assertDeployments({ [name]: row }, new Date('2026-11-27'));
  return readAssembly(rowAssembly(name, row), '.');
};
const estimateOf = (name: string, row: DeploymentConfig) =>
  estimate(assemblyOf(name, row), { assumptions: assumptionsOf({}), prices: PRICES });

const WIDE = { width: 100, paint: (_style: unknown, text: string) => text };

test('the summary says what is not proven, as docs/hub-and-spoke.md shows', () => {
  const report = assemblyReport(summarize(assemblyOf('chat', chat)), WIDE);
  expect(report).not.toContain('EC2::VPCEndpoint');
  const [shown = ''] = /^Not proven for chat: [\s\S]*(?=\n\nNext steps)/m.exec(report) ?? [];
  expect(block('')).toBe(`${shown}\n`);
  const ofMixed = assemblyReport(summarize(assemblyOf('mixed', mixed)), WIDE);
  expect(ofMixed).toMatch(/^Not proven for mixed: endpoints of others \(vpce-0123456789abcdef0 for bedrock\)/m);
  expect(ofMixed).not.toContain('flow logs of the VPC. Account');
});

test('no endpoint of others is priced, and none is offered for its plane', () => {
  const all = estimateOf('chat', chat);
  expect(all.lines.filter(({ feature }) => feature === 'private endpoints')).toEqual([]);
  expect(all.optional).toEqual([]);
  const some = estimateOf('mixed', mixed);
  expect(some.lines.filter(({ feature }) => feature === 'private endpoints').map(({ what }) => what)).toEqual([
    'bedrock-runtime endpoint',
    'bedrock-runtime endpoint: data',
  ]);
  expect(some.optional.map(({ plane }) => plane)).toEqual(['bedrock-agent', 'bedrock-agent-runtime']);
});

test('endpoints of others are drawn as theirs, outside the VPC of the row, and called by the functions', () => {
  const { nodes, edges, vpc } = graphOf(assemblyOf('chat', chat));
  expect(vpc).toEqual({ name: 'vpc-0123456789abcdef0', subnetCount: 2, isIsolated: false });
  const drawn = nodes.filter(({ kind }) => kind === 'endpoint');
  expect(drawn).toContainEqual({
    id: 'vpce_0123456789abcdef1',
    label: 'bedrock-runtime\ninterface endpoint of others\nvpce-0123456789abcdef1',
    kind: 'endpoint',
  });
  for (const { stack, place } of drawn) expect([stack, place]).toEqual([undefined, undefined]);
  const calls = edges.map(({ from, to, label }) => `${from} → ${to}: ${label}`);
  expect(calls).toContainEqual(expect.stringMatching(/^Inference_\w+ → vpce_0123456789abcdef1: invoke$/));
  expect(calls).toContain('vpce_0123456789abcdef1 → models: as its owner allows');
  expect(calls).toContainEqual(expect.stringMatching(/ → vpce_0123456789abcdef2: /));
});
