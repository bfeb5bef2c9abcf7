import type { ExitCode } from '../../domain/operator-error';
import type { Asked } from './question/asked';
import type { AskOptions } from './question/options';
import { type AskStreams, Session } from './session';
import { namedFunction, type Target } from './target';

/**
 * Finds the function, asks it, and shows the answer as it comes.
 *
 * @param stop ends everything when it is aborted; the reason is the exit code
 */
export async function ask(
  asked: Asked,
  options: AskOptions,
  streams: AskStreams,
  stop: AbortController,
): Promise<ExitCode> {
  const target = await find(options, stop.signal);
  // Only what this call needs is loaded, and nothing of the SDK for a question that is wrong.
  const { FunctionClient } = await import('./function-client');
  const client = new FunctionClient(target);
  const session = new Session(target, client, options, streams);
  try {
    switch (asked.kind) {
      case 'chat':
        return await session.chat(asked.first, stop);
      case 'request':
        return await session.request(asked.request, asked.operation, stop.signal);
      case 'question':
        return await session.question(asked.text, stop.signal);
    }
  } finally {
    client.close();
  }
}

async function find({ function: name, deployment, region }: AskOptions, signal: AbortSignal): Promise<Target> {
  if (name) return namedFunction(name, region, deployment);
  const { deployedFunction } = await import('./deployed-function');
  return await deployedFunction(deployment, region, signal);
}
