import type { Command } from 'commander';
import { mcpRegistry } from '../../domain/developer/mcp-registry';
import { EXIT, type ExitCode, OperatorError } from '../../domain/operator-error';
import { APP_OPTION, DEPLOYMENT_OPTION, type DeploymentFlags, deployedDeployment } from '../app/deployments';
import { command, type Subcommand } from '../command';
import { type Io, print } from '../io';

const program = () =>
  command(
    'private-bedrock developer registry',
    'Prints the registry of the MCP servers of a row as JSON. Host it under https with a certificate of a public authority,\n' +
      'and name its address in the profile. Editors obey it; a developer can get around it. Needs no credentials.',
  )
    .addOption(DEPLOYMENT_OPTION)
    .addOption(APP_OPTION)
    .option('--json', 'no effect: the registry is JSON; errors are printed as JSON, too');

function run(program: Command, io: Io): ExitCode {
  const { name, config } = deployedDeployment(program.opts<DeploymentFlags>(), io);
  const servers = config.developer?.mcpServers;
  if (!servers) {
    throw new OperatorError(
      'PB-REGISTRY-001',
      `The row ${name} names no MCP server.`,
      'Add developer.mcpServers to the row, and synthesize again.',
    );
  }
  print(io, JSON.stringify(mcpRegistry(servers), null, 2));
  return EXIT.ok;
}

export const registryCommand: Subcommand = { program, run };
