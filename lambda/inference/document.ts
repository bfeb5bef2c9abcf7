import type { Issues } from './issues';

/** Deeper than any tool argument or JSON schema in use; keeps whoever reads it next, here or upstream, from overflowing. */
const DEEPEST = 64;
/** Also what ends the walk through a value that holds itself. */
const MOST_VALUES = 200_000;

interface Walk {
  left: number;
}

/**
 * Checks free JSON: tool arguments, JSON schemas, model-specific fields, the body of InvokeModel.
 * What is wrong is reported at its root, because the names inside belong to the caller's data.
 */
export const checkDocument = (value: unknown, path: string, issues: Issues): unknown => {
  const wrong = problem(value, DEEPEST, { left: MOST_VALUES });
  return wrong === undefined ? value : issues.add(path, wrong);
};

const problem = (value: unknown, depthLeft: number, walk: Walk): string | undefined => {
  walk.left -= 1;
  if (walk.left < 0) return `must hold at most ${MOST_VALUES} values`;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'must be JSON';
  if (typeof value !== 'object') return 'must be JSON';
  if (depthLeft === 0) return `must be nested at most ${DEEPEST} levels deep`;
  // Assigned to by the SDK's serializer, this name would vanish on the way instead of arriving.
  if (Object.hasOwn(value, '__proto__')) return 'must not have a field named __proto__';
  for (const entry of Object.values(value)) {
    const wrong = problem(entry, depthLeft - 1, walk);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
};
