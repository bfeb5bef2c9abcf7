import { NotModelledError } from '../not-modelled';

/** A policy document without intrinsic functions: what AWS would receive. */
export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: readonly Statement[];
}

export type OneOrMore = string | readonly string[];

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, OneOrMore>>;
  readonly NotPrincipal?: '*' | Readonly<Record<string, OneOrMore>>;
  readonly Action?: OneOrMore;
  readonly NotAction?: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly NotResource?: OneOrMore;
  /** Operator → condition key → values. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;
}

/** A policy and the words by which a report names it. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

export const list = (value: OneOrMore = []): readonly string[] => (typeof value === 'string' ? [value] : value);

const ELEMENTS = [
  ...['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'],
];

const known = new Map<string, NamedPolicy>();

/**
 * The same document under the same name is the same object, however often the templates are read: so that what was found
 * out about it need not be found out again for every mutant that leaves it alone.
 *
 * @throws NotModelledError for a document of another shape: an element that nobody reads could say anything
 */
export function namedPolicy(name: string, document: unknown): NamedPolicy {
  const text = `${name} ${JSON.stringify(document)}`;
  const found = known.get(text) ?? readPolicy(name, document);
  known.set(text, found);
  return found;
}

function readPolicy(name: string, document: unknown): NamedPolicy {
  const { Statement } = (document ?? {}) as { Statement?: unknown };
  const statements = [Statement].flat() as Statement[];
  for (const statement of statements) {
    const unknown = Object.keys(statement ?? { nothing: true }).filter((element) => !ELEMENTS.includes(element));
    if (unknown.length > 0 || !['Allow', 'Deny'].includes(statement.Effect)) {
      throw new NotModelledError(
        name,
        `a statement with ${unknown.join(', ') || 'no Effect'}`,
        'Look at model/policy.ts.',
      );
    }
  }
  return { name, document: { ...(document as PolicyDocument), Statement: statements } };
}
