import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { BUNDLING_STACKS } from 'aws-cdk-lib/cx-api';
import type { IConstruct } from 'constructs';
import { type AppSources, sourcesOf } from '../../domain/app-sources';
import { functionFiles } from '../functions/function-code';

/**
 * Returns the sources of the app that runs in this process: its settings, the CommonJS modules that it loaded outside
 * node_modules, and the built functions. Commands compare them with the files that they find. Undefined if the CDK CLI
 * does not run the app: only the CLI runs it in the folder of its cdk.json.
 */
export function loadedSources({ node }: IConstruct): AppSources | undefined {
  if (node.tryGetContext(BUNDLING_STACKS) === undefined) return undefined;
  const cwd = process.cwd();
  const loaded = Object.keys(createRequire(join(cwd, 'cdk.json')).cache);
  const files = [...loaded, ...functionFiles()]
    .map((file) => relative(cwd, file).replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('..') && !/(^|\/)node_modules\//.test(path));
  return sourcesOf(files, (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined));
}
