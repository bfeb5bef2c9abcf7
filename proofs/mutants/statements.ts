import { type Placed, placed, type Templates } from '../model/templates';
import { NotModelledError } from '../not-modelled';
import type { Subject } from '../proof';
import { at, isObject, type Json, type Path, withProperty } from './edit';
import type { Change, Operator } from './mutant';

/** A statement as a template holds it: its values can be intrinsic functions. */
export interface RawStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: Readonly<Record<string, Json>>;
}

export interface StatementSite {
  readonly placed: Placed;
  /** To the statement, below `Properties`. */
  readonly path: Path;
  /** Sid, or number and first action: `#2 s3:ListBucket`. */
  readonly words: string;
  readonly statement: RawStatement;
}

/** A list, also where a template writes a single value without brackets. */
export const many = (value: unknown): readonly unknown[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};

const found = new WeakMap<Templates, readonly StatementSite[]>();

/** Every statement of every policy document, wherever in a resource one stands. */
export function statementSites(templates: Templates): readonly StatementSite[] {
  const known = found.get(templates);
  if (known) return known;
  const sites = placed(templates).flatMap((resource) =>
    documents(resource).flatMap((path) => statements(resource, path)),
  );
  found.set(templates, sites);
  return sites;
}

/** Paths of what looks like a policy document: an object with statements. */
export function documents({ resource }: Placed): readonly Path[] {
  const below = (value: unknown, path: Path): readonly Path[] => {
    if (typeof value !== 'object' || value === null) return [];
    if (isObject(value) && 'Statement' in value) return [path];
    const keyed: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
      ? value.map((item, index) => [index, item])
      : Object.entries(value);
    return keyed.flatMap(([key, inner]) => below(inner, [...path, key]));
  };
  return below(resource.Properties, []);
}

function statements(resource: Placed, path: Path): readonly StatementSite[] {
  const list = at(resource.resource.Properties, [...path, 'Statement']);
  if (!Array.isArray(list))
    throw new NotModelledError(resource.at, 'a policy without a list of statements', 'Write one.');
  return (list as readonly RawStatement[]).map((statement, index) => ({
    placed: resource,
    path: [...path, 'Statement', index],
    words: statement.Sid ?? `#${index + 1} ${many(statement.Action ?? statement.NotAction)[0]}`,
    statement,
  }));
}

/** A statement that takes the place of another; `undefined`: none does. */
export interface Edit {
  /** Such as the condition key. @default - the statement says enough */
  readonly what?: string;
  readonly statement: RawStatement | undefined;
}

/** An operator that looks at one statement at a time. */
export function onStatements(
  kind: string,
  edits: (statement: RawStatement, site: StatementSite, subject: Subject) => readonly Edit[],
): Operator {
  const changes = (subject: Subject): readonly Change[] =>
    statementSites(subject.templates).flatMap((site) =>
      edits(site.statement, site, subject).map(({ what, statement }) => ({
        what: `${what ? `${what} of ` : ''}${site.words}`,
        at: site.placed.at,
        templates: withProperty(subject.templates, site.placed, site.path, statement),
      })),
    );
  return { kind, changes };
}

/** One statement of each document, the first that can be changed: for changes so gross that one place shows what all do. */
export function onFirstStatements(kind: string, edits: Parameters<typeof onStatements>[1]): Operator {
  const documentOf = ({ placed: { at }, path }: StatementSite) => `${at} ${path.slice(0, -1).join()}`;
  return onStatements(kind, (statement, site, subject) => {
    const before = statementSites(subject.templates).filter(
      (other) => documentOf(other) === documentOf(site) && Number(other.path.at(-1)) < Number(site.path.at(-1)),
    );
    const isFirst = before.every((other) => edits(other.statement, other, subject).length === 0);
    return isFirst ? edits(statement, site, subject) : [];
  });
}
