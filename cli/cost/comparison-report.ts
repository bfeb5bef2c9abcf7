import type { ComparedRow, Comparison } from './compare';
import type { Unpriced } from './estimate';
import { formatChange, formatUsd } from './format-usd';

/** Reports the comparison as Markdown, for a comment on a pull request. Readable in a terminal too. */
export function comparisonReport({ rows, unpricedAdded, unpricedRemoved, isPartial, ...sums }: Comparison): string {
  const atLeast = (side: keyof typeof isPartial) => (isPartial[side] ? 'at least ' : '');
  return [
    `**${formatChange(sums.change)} USD a month** (${atLeast('before')}${formatUsd(sums.before)} → ${atLeast('after')}${formatUsd(sums.after)}); ${formatChange(sums.fixedChange)} of it per hour, with or without use.`,
    '',
    ...(rows.length > 0 ? table(rows) : ['No priced resource changes.']),
    ...unpricedLines('Added, without a price', unpricedAdded),
    ...unpricedLines('Removed, without a price', unpricedRemoved),
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
            formatUsd(before),
            formatUsd(after),
            formatChange(change),
          ),
        ),
        line(
          `**${stack}**`,
          '',
          '',
          formatUsd(total((r) => r.before)),
          formatUsd(total((r) => r.after)),
          `**${formatChange(total((r) => r.change))}**`,
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
