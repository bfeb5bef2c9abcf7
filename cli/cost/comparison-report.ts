import type { ComparedRow, Comparison } from './comparison';
import type { Unpriced } from './estimate';
import { signed, usd } from './usd';

/** The comparison as Markdown, for the comment of a pull request; it is readable in a terminal, too. */
export function comparisonReport({ rows, unpricedAdded, unpricedRemoved, ...sums }: Comparison): string {
  return [
    `**${signed(sums.change)} USD a month** (${usd(sums.before)} → ${usd(sums.after)}); ${signed(sums.fixedChange)} of it by the hour, used or not.`,
    '',
    ...(rows.length > 0 ? table(rows) : ['Nothing that has a price changes.']),
    ...unpricedLines('No price is known for what comes', unpricedAdded),
    ...unpricedLines('No price was known for what goes', unpricedRemoved),
  ].join('\n');
}

function table(rows: readonly ComparedRow[]): string[] {
  const stacks = [...new Set(rows.map(({ stack }) => stack))];
  const line = (...cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line('stack', 'resource', 'what', 'before', 'after', 'change'),
    '|---|---|---|--:|--:|--:|',
    ...stacks.flatMap((stack) => {
      const own = rows.filter((row) => row.stack === stack);
      const total = (pick: (row: ComparedRow) => number) => own.reduce((all, row) => all + pick(row), 0);
      return [
        ...own.map(({ resource, what, kind, before, after, change }) =>
          line(
            stack,
            `\`${resource}\``,
            `${what}${kind === 'usage' ? ', by use' : ''}`,
            usd(before),
            usd(after),
            signed(change),
          ),
        ),
        line(
          `**${stack}**`,
          '',
          '',
          usd(total((r) => r.before)),
          usd(total((r) => r.after)),
          `**${signed(total((r) => r.change))}**`,
        ),
      ];
    }),
  ];
}

const unpricedLines = (heading: string, unpriced: readonly Unpriced[]): string[] =>
  unpriced.length === 0
    ? []
    : [
        '',
        `${heading}:`,
        ...unpriced.map(({ stack, resource, type, what }) => `- \`${type}\` \`${resource}\` in ${stack}: ${what}`),
      ];
