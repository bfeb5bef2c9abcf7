import { columns, wrap } from '../../cli/terminal/columns';
import type { Drawing } from '../../cli/terminal/terminal';
import { type ComparedResource, type ComparisonResult, unlisted } from './comparison';

/** Formats the comparison: a table by type, then each difference and omission by name. */
export function comparisonReport(compared: readonly ComparedResource[], { width, paint }: Drawing): string {
  const types = [...new Set(compared.map(({ type }) => type))].sort();
  const [heading = '', ...rows] = columns(
    [
      { heading: 'type' },
      { heading: 'in templates', align: 'right' },
      { heading: 'made', align: 'right' },
      { heading: 'same', align: 'right' },
    ],
    types.map((type) => {
      const all = compared.filter((resource) => resource.type === type);
      const made = all.filter(({ result }) => result !== 'not made').length;
      const read = all.filter(({ result }) => result === 'same' || result === 'differs').length;
      const same = all.filter(({ result }) => result === 'same').length;
      return [type, String(all.length), String(made), read === 0 ? '-' : String(same)];
    }),
  );
  return [
    paint('dim', heading),
    ...rows.flatMap((row, at) => [
      row,
      ...comparedProperties(compared, types[at] ?? '', width).map((line) => paint('dim', line)),
    ]),
    ...omissions(compared, 'not made', 'Not made (the stand-in does not support the type)', width),
    ...omissions(compared, 'not read', 'Made, not compared', width),
    ...unlisted(compared).flatMap(({ path, type, result }) => [
      '',
      paint('red', `${path} (${type}) is ${result}, and its type is not listed in sandbox/read-back/comparison.ts`),
    ]),
    ...differences(compared).map((line) => paint('red', line)),
  ].join('\n');
}

/** Names of the properties that were compared with the template. */
function comparedProperties(compared: readonly ComparedResource[], type: string, width: number): string[] {
  const properties = compared.filter((resource) => resource.type === type).flatMap((resource) => resource.properties);
  return wrap(list([...new Set(properties)].sort()), width, '    ');
}

function omissions(
  compared: readonly ComparedResource[],
  result: ComparisonResult,
  title: string,
  width: number,
): string[] {
  const left = compared.filter((resource) => resource.result === result);
  if (left.length === 0) return [];
  return ['', `${title}:`, ...wrap(list(left.map(({ path, type }) => `${path} (${type})`)), width, '    ')];
}

function differences(compared: readonly ComparedResource[]): string[] {
  return compared.flatMap(({ path, type, differences: found }) =>
    found.flatMap((difference) => [
      '',
      `${path} (${type}): ${difference.property} differs from the template`,
      `    template  ${JSON.stringify(difference.template)}`,
      `    found     ${JSON.stringify(difference.found)}`,
    ]),
  );
}

const list = (words: readonly string[]) => words.map((word, at) => (at < words.length - 1 ? `${word},` : word));
