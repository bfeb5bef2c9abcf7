import type { KnowledgeConfig } from '../../domain/deployment/config/knowledge-config';
import { OperatorError } from '../../domain/operator-error';
import type { RestrictedQuestion } from './restricted-question';

/** Ways to answer beside `ask`, by the property of the row that switches each on. */
const WAYS = {
  agent: '--agent',
  retrieveAndGenerate: '--retrieve-and-generate',
  agentAlias: '--agent-alias',
} as const satisfies Partial<Record<keyof KnowledgeConfig, string>>;

/** Question that each way answers, and the document of its answer. */
export const ANSWERABLE = {
  question: 'How many weeks of parental leave can I take?',
  document: 'documents/people/parental-leave.md',
} as const;

/**
 * Asks in every way that the row switches on, with the commands that a person types. What Bedrock answers by itself must not
 * name a restricted document, whoever asks.
 *
 * @param run runs a command, and returns its output
 * @throws OperatorError if an answer does not name its document, or names a restricted one
 */
export async function askInOtherWays(
  knowledge: KnowledgeConfig,
  restricted: RestrictedQuestion | undefined,
  run: (...args: readonly string[]) => Promise<string>,
): Promise<void> {
  for (const [property, flag] of Object.entries(WAYS)) {
    if (!knowledge[property as keyof typeof WAYS]) continue;
    await expectDocument(run, flag, ANSWERABLE, true);
    if (restricted && flag !== WAYS.agent) await expectDocument(run, flag, restricted, false);
  }
}

async function expectDocument(
  run: (...args: readonly string[]) => Promise<string>,
  flag: string,
  { question, document }: { readonly question: string; readonly document: string },
  isExpected: boolean,
): Promise<void> {
  const answer = await run('ask', '--knowledge', flag, question);
  if (answer.includes(document) === isExpected) return;
  throw new OperatorError(
    'PB-SANDBOX-040',
    `The answer of ask --knowledge ${flag} ${isExpected ? 'does not name' : 'names'} ${document}.`,
    'Read .sandbox/logs/stand-in-aws.log. If it fails again, report a bug of the sandbox.',
  );
}
