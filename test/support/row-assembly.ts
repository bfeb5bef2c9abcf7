import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, AssetStaging } from 'aws-cdk-lib';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { addRulePacks } from '../../lib/checks/rule-packs';
import { PrivateBedrock } from '../../lib/private-bedrock';
import { context } from './synth';

/** Synthesizes a row of a test as `bin/app.ts` does a row of the table. @returns the folder of the assembly */
export function rowAssembly(name: string, row: DeploymentConfig): string {
  const outdir = resolve('.sandbox/rows', name);
  if (existsSync(outdir)) rmSync(outdir, { recursive: true });
  mkdirSync(join(outdir, '..'), { recursive: true });
  // CDK does not copy code again that it copied into this folder before, not even if the folder was deleted since. Test
  // files of one process share its memory.
  AssetStaging.clearAssetHashCache();
  const app = new App({
    context,
    outdir,
    analyticsReporting: false,
    stackTraces: false,
    builtinCloudFormationValidation: false,
  });
  new PrivateBedrock(app, name, row);
  addRulePacks(app);
  app.synth();
  return outdir;
}
