import { createHash } from 'node:crypto';

/** Hashes of the files that an app was synthesized from, by their paths below the folder of its cdk.json. */
export type AppSources = Readonly<Record<string, string>>;

/** Returns the content of a file below the folder of cdk.json; undefined if the file does not exist. */
type ReadSource = (path: string) => string | undefined;

const CDK_JSON = 'cdk.json';

/** Files that every app of the CDK CLI is synthesized from. */
const SETTINGS = [CDK_JSON, 'cdk.context.json'] as const;

/** Returns the sources of an app: its settings, and those of the files that exist. */
export function sourcesOf(files: readonly string[], read: ReadSource): AppSources {
  return Object.fromEntries(
    [...new Set([...SETTINGS, ...files])].flatMap((path) => {
      const text = read(path);
      return text === undefined ? [] : [[path, hashOf(path, text)] as const];
    }),
  );
}

/** Returns the files that have another content now. A file that is missing is no change: its importer changed too. */
export const changedSources = (sources: AppSources, read: ReadSource): readonly string[] =>
  Object.keys(sources).filter((path) => {
    const text = read(path);
    return text !== undefined && hashOf(path, text) !== sources[path];
  });

const hashOf = (path: string, text: string): string =>
  createHash('sha256')
    .update(path === CDK_JSON ? withoutDefaultRow(text) : text)
    .digest('hex');

/** The default row only chooses among the rows: it changes none. */
function withoutDefaultRow(cdkJson: string): string {
  try {
    return JSON.stringify(JSON.parse(cdkJson), (key, value: unknown) => (key === 'deployment' ? undefined : value));
  } catch {
    return cdkJson;
  }
}
