import { join } from 'node:path';
import { nodeBinary } from '../../../sandbox/process/node-binary';
import { alternate } from '../../alternate';
import { runCommand } from '../../command';
import type { Figure } from '../../figure';
import { FUNCTION_NODE } from '../../function-process';
import { withModelServer } from '../../model-server';
import { modelIdOf } from '../../scripted-answer';
import type { Observed } from '../../stream-probe';
import { knowledgeEnvironment } from './environment';

/** Time that the warm knowledge function adds before the first token of an answer: checks, prompt, citations, telemetry. */
export const knowledgeAsk: Figure = {
  name: 'knowledge-ask',
  measure: (bench) =>
    withModelServer(bench, async (url) => {
      const node = nodeBinary(FUNCTION_NODE, bench.env);
      const program = await bench.bundle('bench/programs/knowledge/function-ask.ts', 'function');
      const bare = await bench.bundle('bench/programs/knowledge/sdk-ask.ts', 'function');
      const probe = { answer: { events: 20, characters: 32 }, warmUps: 50, calls: 200 };
      const firstToken = (args: readonly string[]) => {
        const environment = knowledgeEnvironment([modelIdOf(probe.answer)], url);
        const { stdout } = runCommand(bench, [node, ...args, JSON.stringify(probe)], environment);
        // Log lines of the function come first.
        return (JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Observed).firstToken;
      };
      const { ours, floor } = await alternate(bench.runs, {
        ours: () => firstToken([program, join(bench.root, 'build/lambda/knowledge/index.js')]),
        floor: () => firstToken([bare]),
      });
      return [
        {
          what: 'first token of an answer from documents',
          floorIs: 'only the SDK, same stand-ins',
          unit: 'ms',
          ours,
          floor,
          compare: 'difference',
          reach: 5,
        },
      ];
    }),
};
