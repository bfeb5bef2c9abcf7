/** Places of prompt logs and usage reports of Amazon Q Developer and Kiro. A person turns on each log in the console. */
export interface DeveloperConfig {
  /**
   * Days after which prompts and suggestions are deleted.
   *
   * @limits 1 to 3653
   * @default 30
   * @example 90
   */
  readonly promptDays?: number;

  /**
   * Days after which usage reports are deleted. A year and a month of them shows who has not used a seat.
   *
   * @limits 1 to 3653
   * @default 400
   * @example 800
   */
  readonly reportDays?: number;

  /**
   * MCP servers that developers may use. `private-bedrock developer registry` prints them as the registry that a profile names.
   * Editors obey it; a developer can get around it.
   *
   * @limits at least 1, each name once
   * @default - no registry
   * @example [{ name: 'com.example/tickets', description: 'Reads tickets', version: '1.2.0', npm: '@example/tickets' }]
   */
  readonly mcpServers?: readonly McpServer[];
}

/** MCP server that developers may use: a remote one by its URL, or a package that the editor starts. */
export interface McpServer {
  /**
   * Name in the registry: a domain name backwards, a slash, and a name.
   *
   * @limits 3 to 200 characters
   * @example 'com.example/tickets'
   */
  readonly name: string;

  /**
   * Description that developers see.
   *
   * @limits text of 1 to 100 characters
   * @example 'Reads and comments on tickets'
   */
  readonly description: string;

  /**
   * Exact version; no range.
   *
   * @limits numbers with dots, such as 1.2.0
   * @example '1.2.0'
   */
  readonly version: string;

  /**
   * Address of a remote server with streamable HTTP. Each server has exactly one of `url`, `sseUrl`, `npm`, `pypi` and `oci`.
   *
   * @limits https, without user, query and fragment
   * @default - the server is no remote one
   * @example 'https://mcp.example.com/tickets'
   */
  readonly url?: string;

  /**
   * Address of a remote server with server-sent events.
   *
   * @limits https, without user, query and fragment
   * @default - the server is no remote one
   * @example 'https://mcp.example.com/sse'
   */
  readonly sseUrl?: string;

  /**
   * Package of npm that the editor starts.
   *
   * @default - the server is no package of npm
   * @example '@example/tickets'
   */
  readonly npm?: string;

  /**
   * Package of PyPI that the editor starts.
   *
   * @default - the server is no package of PyPI
   * @example 'example-tickets'
   */
  readonly pypi?: string;

  /**
   * Container image that the editor starts.
   *
   * @default - the server is no image
   * @example 'registry.example.com/tickets'
   */
  readonly oci?: string;
}

/** Settings with every default. */
export type DeveloperSettings = Required<Omit<DeveloperConfig, 'mcpServers'>> & Pick<DeveloperConfig, 'mcpServers'>;

/** Returns the settings of a row, with the defaults of those that it omits. */
export const developerSettings = (config: DeveloperConfig): DeveloperSettings => ({
  promptDays: 30,
  reportDays: 400,
  ...config,
});
