import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnowledgeConfig } from '../../domain/deployment/config/knowledge-config';
import { readSidecar, SIDECAR_SUFFIX } from '../../domain/knowledge/sidecar';
import { OperatorError } from '../../domain/operator-error';

/** Question about a document that one audience of a row sees, and others do not. */
export interface RestrictedQuestion {
  readonly question: string;
  /** Key of the document. */
  readonly document: string;
  readonly audience: string;
  /** Callers who do not see the document; undefined is a caller without an audience. */
  readonly others: readonly [undefined, ...string[]];
}

/**
 * Returns a question of the collection for the audiences of a row; undefined if none of them sees a restricted document.
 *
 * @param collection folder with the questions and the documents
 */
export function restrictedQuestion(
  collection: string,
  { audiences = {} }: Pick<KnowledgeConfig, 'audiences'>,
): RestrictedQuestion | undefined {
  for (const line of readFileSync(join(collection, 'questions.jsonl'), 'utf8').trim().split('\n')) {
    const { question, relevant } = JSON.parse(line) as { readonly question: string; readonly relevant: string[] };
    const [document] = relevant;
    const allowed = document === undefined ? [] : groupsOf(join(collection, document));
    const sees = (name: string) => audiences[name]?.some((group) => allowed.includes(group)) === true;
    const [audience, ...others] = Object.keys(audiences).sort((one, other) => Number(sees(other)) - Number(sees(one)));
    if (document === undefined || audience === undefined || !sees(audience)) continue;
    return { question, document, audience, others: [undefined, ...others.filter((name) => !sees(name)).slice(0, 1)] };
  }
  return undefined;
}

/**
 * Asks the question as each caller, with the commands that a person types.
 *
 * @param run runs a command, and returns its output also if nothing is found
 * @throws OperatorError if a caller finds a document that is not for it, or does not find its own
 */
export async function askAsSeveral(
  { question, document, audience, others }: RestrictedQuestion,
  run: (...args: readonly string[]) => Promise<string>,
): Promise<void> {
  for (const caller of [...others, audience]) {
    const as = caller === undefined ? [] : ['--audience', caller];
    await run('ask', '--knowledge', ...as, question);
    const found = await run('retrieve', '--results', '2', ...as, question);
    if (found.includes(document) === (caller === audience)) continue;
    throw new OperatorError(
      'PB-SANDBOX-039',
      `${document} is ${caller === audience ? 'not found' : 'found'} as ${nameOf(caller)}.`,
      'Compare allowedGroups of the document with knowledge.audiences of the row. If they are right, report a bug.',
    );
  }
}

export const restrictedLine = ({ document, audience, others }: RestrictedQuestion): string =>
  `${document} is found as ${nameOf(audience)}, and not as ${others.map(nameOf).join(' or ')}. On AWS, IAM decides who can ask as an audience.`;

const nameOf = (caller: string | undefined) => (caller === undefined ? 'no audience' : `audience ${caller}`);

/** Returns the groups to which the sidecar of a document restricts it. */
function groupsOf(document: string): readonly string[] {
  try {
    const sidecar = readSidecar(readFileSync(document + SIDECAR_SUFFIX, 'utf8'));
    return ('groups' in sidecar && sidecar.groups) || [];
  } catch {
    return [];
  }
}
