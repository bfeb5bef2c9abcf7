/** Metadata attribute that lists the groups who may see a document. */
export const ALLOWED_GROUPS = 'allowedGroups';

/** Group of all callers. A document without restrictions carries it. */
export const EVERYONE = 'everyone';

/** Group that nobody is in: a row cannot have a group with a space in its name. */
export const NOBODY = 'no group';

/** Passage as Retrieve returns it, as far as its audience is concerned. */
interface WithMetadata {
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Returns true if a member of the groups may see the passage. A passage without the attribute is hidden from all: the
 * check before each sync gives it to every document, so that only a document that passed no check has none.
 */
export function isVisible({ metadata }: WithMetadata, groups: readonly string[]): boolean {
  const allowed = metadata?.[ALLOWED_GROUPS];
  const names: readonly unknown[] = Array.isArray(allowed) ? allowed : [allowed];
  return names.some((name) => name === EVERYONE || (typeof name === 'string' && groups.includes(name)));
}

/** Returns true if everybody who may see what is for the groups `some` may also see what is for the groups `all`. */
export const includesGroups = (all: readonly string[], some: readonly string[]): boolean =>
  all.includes(EVERYONE) || some.every((group) => all.includes(group));
