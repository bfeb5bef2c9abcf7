import { join } from 'node:path';
import { alternate } from '../alternate';
import { runCdkApp } from '../cdk-process';
import { runCommand } from '../command';
import type { Figure } from '../figure';

/** Duration of `npm run synth`, against its parts: the start of the CDK CLI, and the app. */
export const synthesis: Figure = {
  name: 'synthesis',
  async measure(bench) {
    const cli = join(bench.root, 'node_modules/aws-cdk/bin/cdk');
    const { synth, start, app } = await alternate(bench.runs, {
      synth: () => runCommand(bench, ['npm', 'run', 'synth']).milliseconds,
      start: () => runCommand(bench, [process.execPath, cli, '--version']).milliseconds,
      app: () => runCdkApp(bench, 'build/bin/app.js', 'validation').milliseconds,
    });
    return [
      {
        what: 'npm run synth',
        floorIs: 'cdk --version, then the app',
        unit: 'ms',
        ours: synth,
        floor: start + app,
        compare: 'ratio',
        reach: 1.3,
      },
    ];
  },
};
