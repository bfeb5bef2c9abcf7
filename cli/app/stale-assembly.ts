import { resolve } from 'node:path';
import { changedSources } from '../../domain/app-sources';
import type { DeploymentRecord } from '../../domain/deployment/deployment-record';
import type { Io } from '../io';
import { readIn } from './assembly-folder';
import { DeploymentCommands } from './deployment-commands';
import { readCdkJson } from './run-app';

/** Names of changed files that a warning lists. */
const LISTED = 3;

/**
 * Warns that the app of cdk.json has changed since it was synthesized into the folder. Only the output folder of the same
 * cdk.json is compared: the sources of any other assembly are not known here.
 *
 * @param records deployments of the assembly that a command is about
 * @param folder folder of the assembly
 */
export function warnIfStale(
  records: readonly DeploymentRecord[],
  folder: string,
  { cwd, stderr }: Pick<Io, 'cwd' | 'stderr'>,
): void {
  const [record, ...others] = records;
  const { output = 'cdk.out' } = readCdkJson(cwd) ?? {};
  if (record?.sources === undefined || resolve(cwd, folder) !== resolve(cwd, output)) return;
  const changed = changedSources(record.sources, readIn(cwd));
  if (changed.length === 0) return;
  const more = changed.length > LISTED ? ` and ${changed.length - LISTED} more` : '';
  const commands = others.length > 0 ? new DeploymentCommands('') : DeploymentCommands.of(record, {}, cwd);
  stderr.write(
    `Warning: ${changed.slice(0, LISTED).join(', ')}${more} changed after ${folder} was synthesized. This command reads ${folder}.\n` +
      `To use the app as it is now, first run: ${commands.cdk('synth --quiet')}\n`,
  );
}
