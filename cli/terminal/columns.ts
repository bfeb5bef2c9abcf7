import { padEnd, padStart, textWidth } from './text-width';

/** Column of a text table. Words are aligned left, numbers right. */
export interface Column {
  readonly heading: string;
  readonly align?: 'left' | 'right';
}

/** Returns the lines of a text table, heading first. Cells must not contain colour codes: paint the finished lines. */
export function columns(header: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const table = [header.map(({ heading }) => heading), ...rows];
  const widths = header.map((_, at) => Math.max(...table.map((row) => textWidth(row[at] ?? ''))));
  return table.map((row) =>
    header
      .map(({ align }, at) => (align === 'right' ? padStart : padEnd)(row[at] ?? '', widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Breaks words into lines of at most `width` cells, each after `indent`. A longer word gets a line of its own. */
export function wrap(words: readonly string[], width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line && textWidth(`${indent}${line} ${word}`) > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return line ? [...lines, indent + line] : lines;
}
