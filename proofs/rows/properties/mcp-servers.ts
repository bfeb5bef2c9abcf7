import fc from 'fast-check';
import type { McpServer } from '../../../domain/deployment/config/developer-config';

const word = fc.stringMatching(/^[a-z0-9]{1,20}$/);
const address = fc.tuple(word, word).map(([host, path]) => `https://${host}.example.com/${path}`);

/** Ways to reach a server. */
const way = fc.oneof(
  fc.record({ url: address }),
  fc.record({ sseUrl: address }),
  fc.record({ npm: word.map((name) => `@example/${name}`) }),
  fc.record({ pypi: word }),
  fc.record({ oci: word.map((name) => `registry.example.com/${name}`) }),
);

/** Lists of MCP servers, each with one way to it. */
export const mcpServers: fc.Arbitrary<readonly McpServer[]> = fc.uniqueArray(
  fc
    .record({
      name: fc.tuple(word, word).map(([domain, name]) => `com.${domain}/${name}`),
      description: fc.string({ minLength: 1, maxLength: 50 }).map((text) => `Server ${text}`),
      version: fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((parts) => parts.join('.')),
    })
    .chain((server) => way.map((one) => ({ ...server, ...one }))),
  { minLength: 1, maxLength: 4, selector: ({ name }) => name },
);
