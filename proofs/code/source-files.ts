import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { sha256 } from '../kept-results';

interface Source {
  readonly code: string;
  /** Files that it loads, data too. Imports of types alone are none. */
  readonly imports: readonly string[];
  readonly hash: string;
}

/** Ways to load a file: `import … from`, `export … from`, `import '…'` and `import('…')`. */
const IMPORT = /^(?:import|export)\b(?!\s+type\b)(?:[^;'"]*\bfrom)?\s*'(\.[^']+)'|\bimport\(\s*'(\.[^']+)'/gm;

/** Source files by their paths from the root of the repository, each read once. */
export class SourceFiles {
  private readonly known = new Map<string, Source>();

  /** @param path with its suffix: `lib/iam/role-policy.ts` */
  of(path: string): Source {
    const source = this.known.get(path) ?? read(path);
    this.known.set(path, source);
    return source;
  }

  /** Returns a file and all files that it loads, directly or not. */
  closure(path: string): ReadonlySet<string> {
    const found = new Set([path]);
    for (const one of found) for (const imported of this.of(one).imports) found.add(imported);
    return found;
  }

  /** Returns the hash of these files and of all files that they load. */
  hashOf(paths: readonly string[], isCounted: (path: string) => boolean = () => true): string {
    const all = new Set(paths.flatMap((path) => [...this.closure(path)]).filter(isCounted));
    return sha256(
      [...all]
        .sort()
        .flatMap((path) => [path, this.of(path).hash])
        .join('\n'),
    );
  }
}

function read(path: string): Source {
  const code = readFileSync(path, 'utf8');
  const names = path.endsWith('.ts') ? [...code.matchAll(IMPORT)].map(([, from, dynamic]) => from ?? dynamic) : [];
  return { code, imports: names.map((name = '') => pathOf(path, name)), hash: sha256(code) };
}

/** Path of an imported module; data keep their suffix. */
export const pathOf = (importer: string, name: string): string =>
  `${normalize(join(dirname(importer), name))}${/\.(json|cjs|mjs|ts)$/.test(name) ? '' : '.ts'}`;
