/**
 * Returns the names that a JSON text gives twice within one object. Readers differ in which of the two values counts, and
 * `JSON.parse` takes the last without saying so.
 *
 * In valid JSON, a string before a colon is a name. So the text has more names than its value exactly if one is repeated.
 *
 * @param value what `JSON.parse` returns for the text
 */
export function repeatedNames(text: string, value: unknown): string[] {
  const strings = text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?/g);
  const written = [...strings].flatMap(([, string = '', colon]) =>
    colon === undefined ? [] : [JSON.parse(string) as string],
  );
  const [inText, inValue] = [counted(written), counted(namesOf(value))];
  return [...inText].flatMap(([name, times]) => (times > (inValue.get(name) ?? 0) ? [name] : []));
}

function counted(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function namesOf(value: unknown): string[] {
  const names: string[] = [];
  const left = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one !== 'object' || one === null) continue;
    if (!Array.isArray(one)) names.push(...Object.keys(one));
    left.push(...Object.values(one));
  }
  return names;
}
