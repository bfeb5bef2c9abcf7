import { isObject } from '../../shared/fields';
import type { Issues } from '../../shared/issues';
import { ExactNumber } from '../../shared/numbers';

/** Deeper than any tool argument or JSON schema in use. Protects recursive code, here and upstream, from overflow. */
const DEEPEST = 64;
/** Also ends the walk through a value that contains itself. */
const MOST_VALUES = 200_000;

interface Walk {
  left: number;
}

/**
 * Checks free JSON: tool arguments, JSON schemas, model-specific fields, the body of InvokeModel.
 * Reports an issue at its root, because the names inside belong to the caller's data.
 */
export const checkDocument = (value: unknown, path: string, issues: Issues): undefined => {
  const wrong = problem(value, DEEPEST, { left: MOST_VALUES });
  if (wrong !== undefined) issues.add(path, wrong);
};

const problem = (value: unknown, depthLeft: number, walk: Walk): string | undefined => {
  walk.left -= 1;
  if (walk.left < 0) return `must have at most ${MOST_VALUES} values`;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (value instanceof ExactNumber) return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'must be JSON';
  if (!Array.isArray(value) && !isObject(value)) return 'must be JSON';
  if (depthLeft === 0) return `must be nested at most ${DEEPEST} levels deep`;
  // Many readers assign members by name, and this name would change the object's prototype.
  if (Object.hasOwn(value, '__proto__')) return 'must not have a field named __proto__';
  for (const entry of Object.values(value)) {
    const wrong = problem(entry, depthLeft - 1, walk);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
};
