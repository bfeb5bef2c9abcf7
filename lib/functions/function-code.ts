import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { OperatorError } from '../../domain/operator-error';

/** Folders of built functions below the root of the repository or of the installed package. */
const BUILT = ['build/lambda', 'dist/lambda'] as const;

/**
 * Returns the built code of a function: the folder with its `index.js`, found relative to this module and never to the
 * working directory of the app, so that a package and a repository find the code of their own version.
 *
 * @param name name of the folder below `lambda/`
 * @throws OperatorError PB-BUILD-001 if the function is not built
 */
export function functionCode(name: string): lambda.Code {
  return lambda.Code.fromAsset(findFunction(name));
}

/** @param from folder to search from, upwards to the first that holds a package.json */
export function findFunction(name: string, from = __dirname): string {
  const root = findRoot(from);
  const found = BUILT.map((built) => join(root, built, name)).find((folder) => existsSync(join(folder, 'index.js')));
  if (found !== undefined) return found;
  throw new OperatorError(
    'PB-BUILD-001',
    `The function '${name}' is not built: no ${name}/index.js in ${BUILT.join(' or ')} of ${root}.`,
    'Run `npm run build` in the repository, or install the package again.',
  );
}

/** Returns the built code of every function. */
export function functionFiles(): readonly string[] {
  const folder = dirname(findFunction('inference'));
  return readdirSync(folder).map((name) => join(folder, name, 'index.js'));
}

/** Returns the root of the repository or of the installed package. */
export function findRoot(folder = __dirname): string {
  if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return folder;
  return findRoot(dirname(folder));
}
