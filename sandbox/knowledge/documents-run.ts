import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { KnowledgeConfig } from '../../domain/deployment/config/knowledge-config';
import { groupsOf } from '../../domain/deployment/knowledge-settings';
import { EXIT, OperatorError } from '../../domain/operator-error';
import type { CommandEnd } from '../process/own-command';
import { executionLines, type StartedExecution } from '../workflow/started-executions';
import { copyCollection } from './copy-collection';
import { ANSWERABLE, askInOtherWays } from './other-ways';
import { askAsSeveral, restrictedLine, restrictedQuestion } from './restricted-question';

/** Sample documents with questions. */
const COLLECTION = 'sandbox/collection';

export interface DocumentsOptions {
  /** Name of the embedding that answers. @default - the stand-in does not say */
  readonly embedding?: string | undefined;
  /** Knowledge base of the row. */
  readonly knowledge: KnowledgeConfig;
  /** Folder for a copy of the sample documents. */
  readonly folder: string;
  /** Runs a command of this project about the deployment. */
  readonly command: (args: readonly string[]) => Promise<CommandEnd>;
  /** Returns all executions of the workflow, once no event waits and none runs. */
  readonly settled: () => Promise<readonly StartedExecution[]>;
}

export interface DocumentsRun {
  readonly embedding: string | undefined;
  readonly commands: readonly { readonly command: string; readonly output: string }[];
  readonly executions: readonly StartedExecution[];
}

/** Questions about the sample collection, in both of its languages. */
const QUESTIONS = [ANSWERABLE.question, '출장비는 언제까지 신청해야 하나요?'] as const;

const LAST = {
  question: 'What do I do when a solvent spills in the laboratory?',
  document: 'laboratory/solvent-spill.md',
} as const;

/**
 * Syncs the sample documents, asks about them in every way of the row, about a restricted one as several callers, deletes one, and searches for it,
 * with the commands that a person types. The event of the deletion alone starts the second sync.
 *
 * @param show receives the output as it arrives
 * @throws OperatorError if a command fails, the document is not found, is still found after it was deleted, or its
 * deletion starts no sync
 */
export async function runDocuments(
  { embedding, knowledge, folder, command, settled }: DocumentsOptions,
  show: (text: string) => void,
): Promise<DocumentsRun> {
  const commands: { command: string; output: string }[] = [];
  const run = (...args: readonly string[]): Promise<string> => runAccepting([EXIT.ok], ...args);
  const runAccepting = async (accepted: readonly unknown[], ...args: readonly string[]): Promise<string> => {
    const typed = args.map((arg) => (/^[\w./-]+$/.test(arg) ? arg : `"${arg}"`)).join(' ');
    show(`\n$ private-bedrock ${typed}\n`);
    const { code, stdout, tail } = await command(args);
    commands.push({ command: typed, output: stdout });
    if (accepted.includes(code)) return stdout;
    throw new OperatorError(
      'PB-SANDBOX-034',
      `\`private-bedrock ${typed}\` ended with ${code}.\n${tail.slice(-6).join('\n')}`,
      'Read .sandbox/logs/stand-in-aws.log. If it fails again, report a bug of the sandbox.',
    );
  };

  copyCollection(join(COLLECTION, 'documents'), folder, groupsOf(knowledge));
  show(`\nEmbeddings: ${embedding ?? 'of another stand-in'}\n`);
  await run('sync', folder, '--every', '1');
  for (const question of [...QUESTIONS, LAST.question]) await run('ask', '--knowledge', question);
  const restricted = restrictedQuestion(COLLECTION, knowledge);
  if (restricted) {
    await askAsSeveral(restricted, (...args) => runAccepting([EXIT.ok, EXIT.empty], ...args));
    show(`\n${restrictedLine(restricted)}\n`);
  }
  await askInOtherWays(knowledge, restricted, run);
  const before = await run('retrieve', '--results', '2', LAST.question);
  const earlier = await settled();
  rmSync(join(folder, LAST.document));
  await run('sync', folder, '--delete', '--yes', '--no-wait');
  const executions = await settled();
  show(`\n${executionLines(executions).join('\n')}\n`);
  if (!executions.slice(earlier.length).some(({ events, job }) => events && job)) {
    throw new OperatorError(
      'PB-SANDBOX-037',
      `The deletion of ${LAST.document} started no sync.`,
      'Compare the rule, the queue and the pipe with the template. If they are the same, report a bug of the sandbox.',
    );
  }
  const after = await run('retrieve', '--results', '2', LAST.question);
  if (!before.includes(LAST.document) || after.includes(LAST.document)) {
    throw new OperatorError(
      'PB-SANDBOX-035',
      `${LAST.document} is ${before.includes(LAST.document) ? 'still found after it was deleted' : 'not found'}.`,
      'Read .sandbox/logs/stand-in-aws.log. If it fails again, report a bug of the sandbox.',
    );
  }
  show(`\n${LAST.document} is no longer found.\n\n`);
  return { embedding, commands, executions };
}
