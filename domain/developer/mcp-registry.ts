import type { McpServer } from '../deployment/config/developer-config';

/** Transport by which an editor starts a package, and kinds of packages. */
const STDIO = { type: 'stdio' } as const;
export const PACKAGE_KINDS = ['npm', 'pypi', 'oci'] as const;

/**
 * Registry of MCP servers that a profile of Amazon Q Developer names by its URL, as JSON: a part of the format of the MCP
 * registry, version 0.1. Editors fetch it at their start and once a day, and show no other server. That is decided in the
 * editor: a developer can get around it.
 *
 * Source: Amazon Q Developer User Guide, "MCP governance for Q Developer".
 */
export const mcpRegistry = (servers: readonly McpServer[]) => ({
  servers: servers.map((server) => ({
    server: {
      ...{ name: server.name, description: server.description, version: server.version },
      ...installationOf(server),
    },
  })),
});

/** A server has one installation: a remote one, or a package. */
function installationOf(server: McpServer) {
  const { url, sseUrl, version } = server;
  if (url !== undefined) return { remotes: [{ type: 'streamable-http', url }] };
  if (sseUrl !== undefined) return { remotes: [{ type: 'sse', url: sseUrl }] };
  return {
    packages: PACKAGE_KINDS.flatMap((registryType) => {
      const identifier = server[registryType];
      return identifier === undefined ? [] : [{ registryType, identifier, version, transport: STDIO }];
    }),
  };
}
