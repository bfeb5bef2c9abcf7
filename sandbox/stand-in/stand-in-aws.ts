import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from '../../domain/operator-error';
import type { Environment, Processes } from '../process/processes';

const PROGRAM = 'sandbox/stand-in/stand_in.py';

/** Folder of the embeddings of all runs. */
const EMBEDDINGS = '.sandbox/embeddings';

/** Folder of the synthetic consultations, whose recordings the stand-in of HealthScribe knows by their bytes. */
export const CONSULTATIONS = '.sandbox/consultations';

/** Seconds that moto may take to start; enough for a slow machine. */
const START_SECONDS = 60;

export interface StandInAws {
  readonly url: string;
  /** Rejects when the stand-in ends before the sandbox. Never resolves. */
  readonly died: Promise<never>;
}

/** Starts moto on a free port, and waits until it answers. */
export async function startStandInAws(
  python: string,
  processes: Processes,
  env: Environment,
  signal: AbortSignal,
): Promise<StandInAws> {
  const port = await freePort();
  const { ended, tail } = processes.start(python, [PROGRAM, String(port), EMBEDDINGS, CONSULTATIONS], {
    ...{ env, name: 'stand-in-aws' },
  });
  const died = ended.then((code): never => {
    throw new OperatorError(
      'PB-SANDBOX-015',
      `The stand-in for AWS ended unexpectedly (${code}).\n${tail().slice(-6).join('\n')}`,
      'Run it again. Its output is in .sandbox/logs/stand-in-aws.log.',
    );
  });
  const starting = new AbortController();
  died.catch((error) => starting.abort(error));
  await answering(port, AbortSignal.any([signal, starting.signal]));
  return { url: `http://localhost:${port}`, died };
}

/** Returns a stand-in that another process started. */
export async function runningStandIn(url: string): Promise<StandInAws> {
  const port = Number(new URL(url).port || 80);
  if (!(await accepts(port))) {
    throw new OperatorError(
      'PB-SANDBOX-016',
      `Nothing listens at ${url}.`,
      'Start the stand-in first, or omit --endpoint to start one.',
    );
  }
  return { url, died: new Promise<never>(() => undefined) };
}

/** Returns the name of the embedding with which a stand-in answers; undefined if it is another program. */
export async function embeddingOf(url: string): Promise<string | undefined> {
  const answer = await fetch(`${url}/_sandbox/embedding`);
  if (!answer.ok) return undefined;
  const { embedding } = (await answer.json()) as { readonly embedding?: string };
  return embedding;
}

/** Execution that a rule has started. */
export interface RuleStart {
  readonly stateMachineArn: string;
  readonly input: string;
}

/** Returns the executions that rules have started since the last call; none if the stand-in is another program. */
export async function startedByRules(url: string): Promise<readonly RuleStart[]> {
  const answer = await fetch(`${url}/_sandbox/started-by-rules`);
  if (!answer.ok) return [];
  return ((await answer.json()) as { readonly started?: readonly RuleStart[] }).started ?? [];
}

/** Names an agent alias that exists from before. @throws OperatorError if the stand-in is another program */
export async function nameAgentAlias(
  url: string,
  alias: { readonly region: string; readonly agentId: string; readonly aliasId: string },
): Promise<void> {
  const { ok } = await fetch(`${url}/_sandbox/agent-alias`, { method: 'POST', body: JSON.stringify(alias) });
  if (ok) return;
  throw new OperatorError(
    'PB-SANDBOX-041',
    `The stand-in at ${url} knows no agents.`,
    'Omit --endpoint, or use a row without knowledge.agentAlias.',
  );
}

async function answering(port: number, signal: AbortSignal): Promise<void> {
  for (const deadline = Date.now() + START_SECONDS * 1_000; Date.now() < deadline; await sleep(50)) {
    signal.throwIfAborted();
    if (await accepts(port)) return;
  }
  throw new OperatorError(
    'PB-SANDBOX-017',
    `The stand-in for AWS did not start within ${START_SECONDS} seconds.`,
    'Read .sandbox/logs/stand-in-aws.log.',
  );
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
      .once('connect', () => resolve(true))
      .once('error', () => resolve(false))
      .once('close', () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  });

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  await once(server.close(), 'close');
  if (typeof address === 'object' && address) return address.port;
  throw new Error('a listening server has no port');
}
