import { runApp } from '../cli/app/run-app';
import type { DeploymentConfig } from '../domain/deployment/deployment';
import { DEPLOYMENTS } from '../lib/config/deployments';
import { hashOfFiles, KeptResults } from './kept-results';
import { templatesOf } from './model/templates';
import type { Subject } from './proof';

/** Every row of the table, synthesized by the built app: once for the same inputs of the build, whoever asks. */
export function subjects(): readonly Subject[] {
  const inputs = hashOfFiles(['build/bin.inputs', 'build/lambda.inputs', 'cdk.json']);
  const kept = KeptResults.open('build/templates.json', inputs);
  const rows = Object.entries(DEPLOYMENTS).map(([name, config]: [string, DeploymentConfig]) => ({
    name,
    config,
    templates: kept.of(name, () => templatesOf(runApp(name, { cwd: process.cwd(), env: process.env }))),
  }));
  if (kept.taken < rows.length) kept.save();
  return rows;
}
