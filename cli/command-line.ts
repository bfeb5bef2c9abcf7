import { basename } from 'node:path';

/** Folder of the bundles in the npm package. */
const PACKAGE_FOLDER = 'dist';

/**
 * Returns the command line of a subcommand, for remedies: a script in this repository, the program where the package is
 * installed. In this repository `npx private-bedrock` would download whatever package a registry has under that name.
 *
 * @param folder folder of the running program
 */
export function commandLine(subcommand: string, options = '', folder = __dirname): string {
  if (basename(folder) === PACKAGE_FOLDER) return `npx private-bedrock ${subcommand}${options && ` ${options}`}`;
  return `npm run ${subcommand}${options && ` -- ${options}`}`;
}
