import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command';
import type { Bench } from './figure';

/**
 * Runs a CDK app as the CLI does, with a new assembly folder.
 *
 * @param validation runs the rule packs or skips them, like `--no-validation`
 */
export function runCdkApp(bench: Bench, app: string, validation: 'validation' | 'no validation', ...args: string[]) {
  const { context } = JSON.parse(readFileSync(join(bench.root, 'cdk.json'), 'utf8')) as { context: object };
  const outdir = mkdtempSync(join(bench.workspace, 'cdk.out-'));
  const { milliseconds } = runCommand(bench, [process.execPath, app, ...args], {
    CDK_OUTDIR: outdir,
    CDK_CONTEXT_JSON: JSON.stringify(context),
    ...(validation === 'no validation' && { CDK_VALIDATION: 'false' }),
  });
  return { milliseconds, outdir };
}
