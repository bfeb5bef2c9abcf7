import type { Drawing } from '../terminal/terminal';
import type { LocatedFinding, UnreadTemplate } from './check-files';

/** Warning for a template that no rule has seen. */
export const UNREAD =
  'Not checked: this stack has a template of its own, which is not among the files. Check that template too.';

/** Formats the findings for people: a paragraph for each rule that a resource breaks, by file and line, then the sum. */
export function checkReport(
  findings: readonly LocatedFinding[],
  unread: readonly UnreadTemplate[],
  templates: number,
  { paint }: Drawing,
): string {
  const open = findings.filter(({ acknowledged }) => acknowledged === undefined);
  const groups = new Map<string, LocatedFinding[]>();
  for (const finding of [...open].sort((a, b) => a.path.localeCompare(b.path) || a.line - b.line)) {
    const key = JSON.stringify([finding.at, finding.rule.id]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  const paragraphs = [...groups.values()].map((group) => {
    const { path, line, logicalId, rule } = group[0] as LocatedFinding;
    const names = group.map(({ name }) => `  ${paint('red', name)}`);
    return [`${path}:${line} ${paint('bold', logicalId)}`, ...names, `  ${rule.info}`, `  ${rule.remedy}`, ''].join(
      '\n',
    );
  });
  const sum = `${count(open.length, 'open finding')}, ${findings.length - open.length} acknowledged, in ${count(templates, 'template')}`;
  const warnings = unread.map(({ path, line, logicalId }) => `${path}:${line} ${logicalId}\n  ${UNREAD}\n`);
  return [...paragraphs, ...warnings, paint(open.length === 0 ? 'green' : 'red', sum)].join('\n');
}

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
