import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command';
import type { Bench } from './figure';

/**
 * A CDK app as the CLI starts it, into an assembly of its own.
 *
 * @param validation whether the rule packs run, as they do unless somebody says `--no-validation`
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
