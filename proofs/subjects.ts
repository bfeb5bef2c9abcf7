import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesizedRow } from '../cli/app/synthesized-row';
import type { DeploymentConfig } from '../domain/deployment/deployment';
import { DEPLOYMENTS } from '../lib/config/deployments';
import { type Templates, templatesOf } from './model/templates';
import type { Subject } from './proof';

const FOLDER = 'build/templates';

/** Every row of the table, synthesized by the built app. */
export const subjects = (): readonly Subject[] =>
  Object.entries(DEPLOYMENTS).map(([name, config]: [string, DeploymentConfig]) => ({
    name,
    config,
    templates: templatesOfRow(name),
  }));

/** One synth for all test files: kept under the hash of what the build was made from, so that it is never yesterday's. */
function templatesOfRow(row: string): Templates {
  const inputs = ['build/bin.inputs', 'build/lambda.inputs', 'cdk.json'].map((file) => readFileSync(file, 'utf8'));
  const file = join(FOLDER, `${row}-${createHash('sha256').update(inputs.join()).digest('hex').slice(0, 16)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const templates = templatesOf(synthesizedRow(row, { cwd: process.cwd(), env: process.env }));
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(templates));
  renameSync(`${file}.${process.pid}`, file);
  return templates;
}
