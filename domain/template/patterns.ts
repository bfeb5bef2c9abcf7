const compiled = new Map<string, RegExp>();

/** Tells whether a pattern of IAM (`*`, `?`) matches the text. Case is ignored, as in actions; for ARNs that is the stricter reading. */
export function covers(pattern: string, text: string): boolean {
  let known = compiled.get(pattern);
  if (!known) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    known = new RegExp(`^${source}$`, 'is');
    compiled.set(pattern, known);
  }
  return known.test(text);
}

export const hasWildcard = (text: string): boolean => /[*?]/.test(text);

/** A text for a finding: without the stack in front of a resource, so that it is the same in every deployment. */
export const said = (text: string): string => text.replace(/<[^<>]*\/([^<>/]+)>/g, '<$1>');
