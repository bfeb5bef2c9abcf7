import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { readAssembly } from '../../cli/app/assembly-folder';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { PrivateBedrock } from '../../lib/private-bedrock';
import type { Subject } from '../proof';
import { subjectOf } from '../subjects';

/** An app as somebody else has it, without the feature flags of this repository. */
export const appIn = (outdir: string): App =>
  new App({
    outdir,
    analyticsReporting: false,
    autoSynth: false,
    stackTraces: false,
    treeMetadata: false,
    builtinCloudFormationValidation: false,
  });

/** Synthesizes one row in this process. */
export function subjectOfRow(name: string, config: DeploymentConfig): Subject {
  const outdir = mkdtempSync(join(tmpdir(), 'row-'));
  try {
    const app = appIn(outdir);
    new PrivateBedrock(app, name, config);
    app.synth();
    return subjectOf(readAssembly(outdir, process.cwd()));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
