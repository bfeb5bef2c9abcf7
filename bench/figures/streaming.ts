import { join } from 'node:path';
import { nodeBinary } from '../../sandbox/process/node-binary';
import { runCommand } from '../command';
import type { Bench } from '../figure';
import { FUNCTION_NODE, functionEnvironment } from '../function-process';
import { modelIdOf } from '../scripted-answer';
import type { Observed, Probe } from '../stream-probe';

/** Streams answers in fresh processes, through the built function or only the SDK, on the function's Node. */
export interface Streaming {
  readonly throughFunction: (probe: Probe) => Observed;
  readonly throughSdk: (probe: Probe) => Observed;
}

export async function prepareStreaming(bench: Bench, url: string): Promise<Streaming> {
  const node = nodeBinary(FUNCTION_NODE, bench.env);
  const ours = await bench.bundle('bench/programs/function-stream.ts', 'function');
  const bare = await bench.bundle('bench/programs/sdk-stream.ts', 'function');
  const bundle = join(bench.root, 'build/lambda/inference/index.js');
  const observe = (args: readonly string[], probe: Probe) => {
    const environment = functionEnvironment([modelIdOf(probe.answer)], url);
    const { stdout } = runCommand(bench, [node, ...args, JSON.stringify(probe)], environment);
    // Log lines of the function come first.
    return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Observed;
  };
  return {
    throughFunction: (probe) => observe([ours, bundle], probe),
    throughSdk: (probe) => observe([bare], probe),
  };
}
