/** `'one' or 'two'`, as the table would write them. */
export function either(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(' or ');
}
