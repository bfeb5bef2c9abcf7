import type { TeamConfig } from '../../domain/deployment/config/applications-config';
import type { ExitCode } from '../../domain/operator-error';
import { DeploymentCommands } from '../app/deployment-commands';
import { deployedDeployment } from '../app/deployments';
import { usageError } from '../command';
import { type FunctionTarget, namedFunction } from '../functions/function-target';
import type { Io } from '../io';
import type { AskInput } from './question/ask-input';
import type { AskOptions } from './question/ask-options';
import { Session } from './session';

/**
 * Finds the function, asks it, and shows the answer as it arrives.
 *
 * @param stop ends everything when it is aborted; the reason is the exit code
 */
export async function ask(input: AskInput, options: AskOptions, io: Io, stop: AbortController): Promise<ExitCode> {
  if (input.kind === 'question' && options.knowledge) {
    const { askDocuments } = await import('../knowledge/question/ask');
    return askDocuments(input.text, options, io, stop.signal);
  }
  const target = await findTarget(options, io, stop.signal);
  // Loads only what this call needs: a wrong question loads nothing of the SDK.
  const { FunctionClient } = await import('../functions/function-client');
  const client = new FunctionClient(target);
  const session = new Session(target, client, options, io);
  try {
    switch (input.kind) {
      case 'chat':
        return await session.chat(input.first, stop);
      case 'request':
        return await session.request(input.request, input.operation, stop.signal);
      case 'question':
        return await session.question(input.text, stop.signal);
    }
  } finally {
    client.close();
  }
}

async function findTarget(options: AskOptions, io: Io, signal: AbortSignal): Promise<FunctionTarget> {
  const { function: name, region, team } = options;
  const asked = { alias: team, aliasOf: 'team' } as const;
  if (name) return { ...namedFunction(name, region, () => deployedDeployment(options, io).config.region), ...asked };
  const { findFunction, INFERENCE_FUNCTION } = await import('../functions/find-function');
  const record = deployedDeployment(options, io);
  assertTeam(team, record.config.teams ?? []);
  const commands = DeploymentCommands.of(record, options, io.cwd);
  return { ...(await findFunction(record, INFERENCE_FUNCTION, commands, region, signal)), ...asked };
}

/** @throws OperatorError for a team that the row does not have */
function assertTeam(team: string | undefined, teams: readonly TeamConfig[]): void {
  const names = teams.map(({ name }) => name);
  if (team === undefined || names.includes(team)) return;
  throw usageError(
    'PB-ASK-016',
    `--team '${team}' is not a team of the row.`,
    names.length === 0 ? 'Omit --team, or declare it: teams of the row.' : `Use one of: ${names.join(', ')}.`,
  );
}
