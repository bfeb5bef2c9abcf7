import type { Command } from 'commander';
import { type FoundBreaker, isStopped } from '../../domain/deployment/spend/breaker-status';
import { asTagValue, isReason, type ResetRecord } from '../../domain/deployment/spend/reset-record';
import { EXIT, type ExitCode, OperatorError } from '../../domain/operator-error';
import { command, type Subcommand, usageError } from '../command';
import { type Io, print } from '../io';
import { confirm } from '../terminal/confirm';
import { drawingFor } from '../terminal/terminal';
import { breakerLines } from './breaker-report';
import { type BreakerFlags, type BreakerTarget, breakerTarget, withBreakerOptions } from './breaker-target';
import type { Undone } from './undo-stop';

const program = () =>
  withBreakerOptions(
    command(
      'private-bedrock breaker reset',
      'Detaches the Deny policy from the roles of the deployment, gives its functions\n' +
        'the concurrency of the row, and records who did it, when and why, as tags of\n' +
        'the policy. Refuses while an alarm is raised: no second alarm would stop the\n' +
        'models again. Asks first. Run it again after a failure: it resets what is left.',
    ),
  )
    .requiredOption('--reason <text>', 'why the models may be called again; recorded')
    .option('--yes', 'reset without asking');

interface Flags extends BreakerFlags {
  readonly reason: string;
  readonly yes?: true;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const flags = program.opts<Flags>();
  assertReason(flags.reason);
  const target = await breakerTarget(flags, io);
  // The SDK is loaded when the command line is known to be right.
  const { BreakerClients, readBreaker, undoStop } = await loaded();
  const clients = new BreakerClients(target);
  try {
    const read = () => readBreaker(target, clients, new Date());
    const before = await read();
    io.stderr.write(`${breakerLines(before, drawingFor(io.stderr)).join('\n')}\n\n`);
    assertSafe(before, target);
    if (!hasStopped(before)) {
      print(io, flags.json ? JSON.stringify({ before, undone: [] }, null, 2) : 'Nothing is stopped: nothing to reset.');
      return EXIT.ok;
    }
    if (!flags.yes) await confirmReset(target, io);
    const record: ResetRecord = {
      ...{ by: asTagValue(target.caller.arn), at: new Date().toISOString(), reason: flags.reason },
    };
    const undone = await undoStop(before, record, target, clients);
    assertUndone(undone, target);
    const after = await read();
    assertQuiet(after, target);
    const lines = ['Reset.', ...breakerLines(after, drawingFor(io.stdout))];
    print(io, flags.json ? JSON.stringify({ record, undone, before, after }, null, 2) : lines.join('\n'));
    return EXIT.ok;
  } finally {
    clients.close();
  }
}

const hasStopped = ({ roles, functions }: FoundBreaker): boolean => roles.length > 0 || functions.some(isStopped);

function assertReason(reason: string): void {
  if (isReason(reason)) return;
  throw usageError(
    'PB-BREAKER-002',
    `--reason '${reason}' is not a text that a tag can hold.`,
    'Write 1 to 256 letters, digits, spaces and _.:/=+-@ that say why the models may be called again.',
  );
}

/** @throws OperatorError if a reset would leave nothing that stops the models again */
function assertSafe(found: FoundBreaker, { alarms, commands, stateMachineArn }: BreakerTarget): void {
  const deploy = commands.cdk(`deploy "${commands.stack('Spend')}"`);
  const named = (state: string) => found.alarms.filter((alarm) => alarm.state === state);
  const [missing] = named('missing');
  if (missing) {
    throw new OperatorError(
      'PB-BREAKER-003',
      `The alarm ${missing.name} does not exist: after a reset, nothing would stop the models. Nothing was changed.`,
      `Deploy it first: ${deploy}`,
    );
  }
  const raised = named('ALARM');
  const words = raised.map(
    ({ name, usd, limitUsd, window }) => `${name} ($${usd.toFixed(2)} of $${limitUsd.toFixed(2)} within ${window})`,
  );
  if (raised.length > 0) {
    throw new OperatorError(
      'PB-BREAKER-004',
      `An alarm is raised: ${words.join(', ')}. Nothing was changed.`,
      `Wait until it ends, at most ${raised.at(-1)?.window}. Or raise ${limitsOf(found, alarms)} in the row, ${deploy}, and reset when \`breaker status\` says OK.`,
    );
  }
  if (found.lastStop?.status === 'RUNNING') {
    throw new OperatorError(
      'PB-BREAKER-005',
      `The breaker is stopping targets since ${found.lastStop.at}. Nothing was changed.`,
      `Wait for the execution of ${stateMachineArn}, at most an hour.`,
    );
  }
}

/** Returns the properties of the row whose limits are reached. */
function limitsOf(found: FoundBreaker, alarms: BreakerTarget['alarms']): string {
  const raised = alarms.filter((_, index) => found.alarms[index]?.state === 'ALARM');
  const properties = raised.map(({ periodSeconds }) => (periodSeconds === 3_600 ? 'hourlyUsd' : 'dailyUsd'));
  return [...new Set(properties)].join(' and ');
}

/** @throws OperatorError unless a person answers yes */
async function confirmReset({ deployment, caller }: BreakerTarget, { stdin, stderr }: Io): Promise<void> {
  if (!stdin.isTTY) {
    throw new OperatorError(
      'PB-BREAKER-006',
      'Nothing was changed: this command asks first, and standard input is not a terminal.',
      'Run it in a terminal, or add --yes.',
    );
  }
  const question = `Let ${deployment} in account ${caller.account} call models again?`;
  if (await confirm(question, stdin, stderr)) return;
  throw new OperatorError('PB-BREAKER-007', 'Nothing was changed.', 'Run it again to reset the breaker.');
}

function assertUndone(undone: readonly Undone[], { operatorHint }: BreakerTarget): void {
  const failed = undone.filter(({ failure }) => failure !== undefined);
  if (failed.length === 0) return;
  const denied = failed.some(({ isDenied }) => isDenied);
  throw new OperatorError(
    'PB-BREAKER-008',
    `${failed.length} of ${undone.length} targets are still stopped: ${failed.map(({ kind, name, failure }) => `${kind} ${name}: ${failure}`).join('; ')}`,
    `${denied ? `${operatorHint} It can reset the roles and functions of this deployment, and no other. ` : ''}Run the same command again: it resets only what is left.`,
  );
}

/** An alarm that was raised during the reset has started the breaker, which this may have undone. */
function assertQuiet(after: FoundBreaker, { commands }: BreakerTarget): void {
  const raised = after.alarms.filter(({ state }) => state === 'ALARM').map(({ name }) => name);
  if (raised.length === 0) return;
  throw new OperatorError(
    'PB-BREAKER-009',
    `An alarm was raised during the reset: ${raised.join(', ')}. The reset may have undone what the breaker did since.`,
    `See ${commands.own('breaker status')}. If something is not stopped, ask an administrator of the account to start the state machine again.`,
  );
}

const loaded = async () => ({ ...(await import('./read-breaker')), ...(await import('./undo-stop')) });

export const resetCommand: Subcommand = { program, run };
