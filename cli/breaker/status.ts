import type { Command } from 'commander';
import { breakerState } from '../../domain/deployment/spend/breaker-status';
import { EXIT, type ExitCode } from '../../domain/operator-error';
import { command, type Subcommand } from '../command';
import { type Io, print } from '../io';
import { drawingFor } from '../terminal/terminal';
import { type BreakerFlags, breakerTarget, withBreakerOptions } from './breaker-target';

const program = () =>
  withBreakerOptions(
    command(
      'private-bedrock breaker status',
      'Reads what the models have cost in each window, the alarms, what the breaker\n' +
        'has stopped, the last stop and the last reset. Changes nothing. Fails unless\n' +
        'everything can call models and every alarm exists.',
    ),
  );

async function run(program: Command, io: Io): Promise<ExitCode> {
  const flags = program.opts<BreakerFlags>();
  const target = await breakerTarget(flags, io);
  // The SDK is loaded when the command line is known to be right.
  const { BreakerClients, readBreaker } = await import('./read-breaker');
  const clients = new BreakerClients(target);
  const found = await readBreaker(target, clients, new Date()).finally(() => clients.close());
  const { deployment, region } = target;
  const { account } = target.caller;
  const state = breakerState(found);
  if (flags.json) print(io, JSON.stringify({ deployment, account, region, state, ...found }, null, 2));
  else {
    const { breakerLines } = await import('./breaker-report');
    const lines = [
      `Deployment ${deployment}, account ${account}, ${region}`,
      ...breakerLines(found, drawingFor(io.stdout)),
    ];
    print(io, lines.join('\n'));
  }
  return state === 'armed' ? EXIT.ok : EXIT.failed;
}

export const statusCommand: Subcommand = { program, run };
