/** One column of a text table: its heading, and whether it holds words (left) or figures (right). */
export interface Column {
  readonly heading: string;
  readonly align?: 'left' | 'right';
}

/** Lines of a text table, the heading first. Cells must not hold colour codes: paint the finished lines. */
export function columns(header: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const table = [header.map(({ heading }) => heading), ...rows];
  const widths = header.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
  return table.map((row) =>
    header
      .map(({ align }, at) => {
        const cell = row[at] ?? '';
        const width = widths[at] ?? 0;
        return align === 'right' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

/** `words` in lines of at most `width`, each after `indent`. A word that is longer stands alone. */
export function wrap(words: readonly string[], width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return line ? [...lines, indent + line] : lines;
}
