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

/** Returns the parts of an ARN between its colons. A placeholder, such as `<AWS::Partition>`, has colons of its own. */
export const arnParts = (arn: string): readonly string[] => arn.split(/:(?![^<>]*>)/);

/** Name that nobody gives: a pattern that covers it names nothing. */
export const NOBODY = '\u0001';

/**
 * Tells whether a pattern covers a resource of a service, such as a role named `NOBODY`, in the partition, Region and
 * account that the pattern itself names.
 */
export function coversResource(pattern: string, service: string, resource: string): boolean {
  const [, partition, , region, account] = arnParts(pattern);
  const given = (part: string | undefined) => (part === undefined || hasWildcard(part) ? NOBODY : part);
  return covers(pattern, `arn:${given(partition)}:${service}:${given(region)}:${given(account)}:${resource}`);
}

export const hasWildcard = (text: string): boolean => /[*?]/.test(text);

/** A text for a finding: without the stack in front of a resource, so that it is the same in every deployment. */
export const said = (text: string): string => text.replace(/<[^<>]*\/([^<>/]+)>/g, '<$1>');
