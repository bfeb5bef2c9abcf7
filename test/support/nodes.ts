import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeBinary } from '../../sandbox/process/node-binary';

/** Major version of Node of the functions' Lambda runtime, nodejs24.x. */
export const LAMBDA_NODE = 24;

/** A Node to run a bundle with. */
export interface TestNode {
  readonly name: string;
  readonly path: string;
}

const SHELL: TestNode = { name: `Node ${process.versions.node.split('.')[0]} of the shell`, path: process.execPath };

/** Returns the path of a Node from the npm registry. Asking npx takes a second, so build/ keeps its answer. */
function pathOf(major: number): string {
  const known = join(__dirname, `../../build/node/${major}`);
  if (existsSync(known) && existsSync(readFileSync(known, 'utf8'))) return readFileSync(known, 'utf8');
  const path = nodeBinary(major, process.env);
  mkdirSync(dirname(known), { recursive: true });
  writeFileSync(known, path);
  return path;
}

/**
 * Returns a Node of each major version, and the Node of the shell. Offline, a version that was never downloaded is left
 * out with a warning; in CI that is an error.
 */
export function nodes(...majors: readonly number[]): readonly TestNode[] {
  const others = majors.filter((major) => !process.version.startsWith(`v${major}.`));
  return [
    SHELL,
    ...others.flatMap((major) => {
      try {
        return [{ name: `Node ${major}`, path: pathOf(major) }];
      } catch (error) {
        if (process.env.CI) throw error;
        console.warn(`Node ${major} is not tested: ${(error as Error).message}`);
        return [];
      }
    }),
  ];
}
