import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { McpServer } from '../../domain/deployment/config/developer-config';
import { mcpRegistry } from '../../domain/developer/mcp-registry';
import { mcpServers } from '../../proofs/rows/properties/mcp-servers';
import { problemsOf, row } from '../deployment/rows';
import { handMadeAssembly } from '../support/hand-made-assembly';
import { rowAssembly } from '../support/row-assembly';
import { runMain } from '../support/run-main';
import { type Schema, schemaErrors } from './json-schema';

const SCHEMA = JSON.parse(readFileSync('docs/mcp-registry.schema.json', 'utf8')) as Schema;

const TICKETS: McpServer = {
  ...{ name: 'com.example/tickets', description: 'Reads tickets', version: '1.2.0' },
  url: 'https://mcp.example.com/tickets',
};

test('every list of servers that a row takes is a registry by its schema', () => {
  fc.assert(
    fc.property(mcpServers, (servers) => {
      expect(problemsOf({ developer: { mcpServers: servers } })).toEqual([]);
      expect(schemaErrors(SCHEMA, mcpRegistry(servers))).toEqual([]);
      expect(mcpRegistry(servers).servers.map(({ server }) => server.name)).toEqual(servers.map(({ name }) => name));
    }),
  );
});

const { url: _, ...BARE } = TICKETS;
const BROKEN: readonly (readonly [string, object])[] = [
  ['a server without a way to it', BARE],
  ['a short name', { ...TICKETS, name: 'a/' }],
  ['a long description', { ...TICKETS, description: 'x'.repeat(101) }],
  ['a range of versions', { ...TICKETS, version: '^1.2.0' }],
  ['http', { ...TICKETS, url: 'http://mcp.example.com' }],
];

test.each(BROKEN)('the schema and the row refuse %s', (_what, server) => {
  expect(schemaErrors(SCHEMA, mcpRegistry([server as McpServer]))).not.toEqual([]);
  expect(problemsOf({ developer: { mcpServers: [server] } })).not.toEqual([]);
});

test.each([
  ['no server', [], 'PB-CONFIG-005 test.developer.mcpServers'],
  ['a name without a domain', [{ ...TICKETS, name: 'tickets' }], 'PB-CONFIG-202 test.developer.mcpServers[0].name'],
  ['no description', [{ ...TICKETS, description: ' ' }], 'PB-CONFIG-203 test.developer.mcpServers[0].description'],
  ['the latest version', [{ ...TICKETS, version: 'latest' }], 'PB-CONFIG-204 test.developer.mcpServers[0].version'],
  [
    'an address with a secret',
    [{ ...TICKETS, url: 'https://me:pw@mcp.example.com' }],
    'PB-CONFIG-205 test.developer.mcpServers[0].url',
  ],
  [
    'an address with a query',
    [{ ...BARE, sseUrl: 'https://a.example?token=1' }],
    'PB-CONFIG-205 test.developer.mcpServers[0].sseUrl',
  ],
  ['a package with options', [{ ...BARE, npm: 'x --yes' }], 'PB-CONFIG-206 test.developer.mcpServers[0].npm'],
  ['two ways to one server', [{ ...TICKETS, npm: 'x' }], 'PB-CONFIG-207 test.developer.mcpServers[0]'],
  ['a server twice', [TICKETS, { ...TICKETS, version: '2.0.0' }], 'PB-CONFIG-006 test.developer.mcpServers[1]'],
])('refuses %s', (_what, mcpServersOfRow, expected) => {
  expect(
    problemsOf({ developer: { mcpServers: mcpServersOfRow } }).map(({ code, path }) => `${code} ${path}`),
  ).toContain(expected);
});

test('the command prints the registry of the row, and says if there is none', async () => {
  const app = rowAssembly('mcp', row({ developer: { mcpServers: [TICKETS] } }) as never);
  const run = await runMain(['developer', 'registry', '--app', app]);
  expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(run.stdout)).toEqual({
    servers: [
      {
        server: {
          ...{ name: 'com.example/tickets', description: 'Reads tickets', version: '1.2.0' },
          remotes: [{ type: 'streamable-http', url: 'https://mcp.example.com/tickets' }],
        },
      },
    ],
  });
  const none = await runMain([
    'developer',
    'registry',
    '--app',
    rowAssembly('no-mcp', row({ developer: {} }) as never),
  ]);
  expect(none).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/PB-REGISTRY-001/) as string });
  expect(await runMain(['developer', 'registry', '--app', handMadeAssembly({})])).toMatchObject({
    status: 1,
    stdout: '',
  });
});
