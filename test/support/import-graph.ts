import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Top folders whose imports the law of docs/architecture.md governs. */
export const ROOTS = ['bench', 'bin', 'cli', 'domain', 'lambda', 'lib', 'proofs', 'sandbox', 'test'];

/** Import of one file of this repository by another. Both are paths from its root. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** Returns every TypeScript file below the roots. */
export const sourceFiles = (): readonly string[] =>
  ROOTS.flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(root, file)),
  );

/** Returns every relative import, export and `import()` of these files. Packages are left out. */
export function importsOf(files: readonly string[]): readonly Import[] {
  const known = new Set(files);
  return files.flatMap((from) =>
    [...readFileSync(from, 'utf8').matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].flatMap(([, to = '']) => {
      const path = normalize(join(dirname(from), to));
      return [path, `${path}.ts`, join(path, 'index.ts')]
        .filter((file) => known.has(file))
        .map((file) => ({ from, to: file }));
    }),
  );
}

/**
 * Returns the imports between sibling folders, as `<folder> → <folder>`: each import is one between the two folders in
 * which its paths part.
 */
export function folderImports(imports: readonly Import[]): readonly Import[] {
  const edges = imports.flatMap(({ from, to }) => {
    const [one, other] = [dirname(from).split('/'), dirname(to).split('/')];
    const parting = one.findIndex((name, index) => name !== other[index]);
    if (parting < 0 || other[parting] === undefined) return [];
    return [{ from: one.slice(0, parting + 1).join('/'), to: other.slice(0, parting + 1).join('/') }];
  });
  return [...new Map(edges.map((edge) => [`${edge.from} ${edge.to}`, edge])).values()];
}

/** Returns the groups of nodes that reach each other, each sorted. */
export function cycles(edges: readonly Import[]): readonly (readonly string[])[] {
  const nodes = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
  const reached = new Map(nodes.map((node) => [node, reachedFrom(node, edges)]));
  const groups = nodes.map((node) =>
    nodes.filter((other) => reached.get(node)?.has(other) && reached.get(other)?.has(node)),
  );
  return [...new Map(groups.filter(({ length }) => length > 0).map((group) => [group.join(), group.sort()])).values()];
}

/** Returns the nodes at the end of a path of at least one edge. */
function reachedFrom(start: string, edges: readonly Import[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const next = [start];
  for (let node = next.pop(); node !== undefined; node = next.pop()) {
    for (const { from, to } of edges) {
      if (from !== node || reached.has(to)) continue;
      reached.add(to);
      next.push(to);
    }
  }
  return reached;
}
