import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { applyEdits, type Change } from '../../../domain/clinical-note/edits';
import { type Note, sentencesOf } from '../../../domain/clinical-note/note';
import { EXIT, type ExitCode, OperatorError } from '../../../domain/operator-error';
import { command, type Subcommand } from '../../command';
import { type Io, print } from '../../io';
import { escapeControls } from '../../terminal/escape-controls';
import { bareTerminal } from '../../terminal/guarded-terminal';
import { stopOnInterrupt } from '../../terminal/interrupt';
import type { OpenConsultation } from '../consultation/consultation';
import type { Signature } from '../review/review-data';
import { ReviewSession } from '../review/review-session';
import { type StoreFlags, withStoreOptions } from '../store/patient-store';
import { consultationArgument, outputOption, withConsultation } from './open-consultation';

const program = () =>
  withStoreOptions(
    command(
      'private-bedrock notes sign',
      'Signs a draft after a review by the same person, with the changes of that review:\n' +
        'prints them first. Asks for the name of your identity. The workflow then deletes\n' +
        'recording, transcript and draft.',
    ).addArgument(consultationArgument()),
  )
    .addOption(outputOption())
    .option('--json', 'print the signature as JSON');

interface Flags extends StoreFlags {
  readonly output?: string;
  readonly json?: true;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const flags = program.opts<Flags>();
  const { signal } = stopOnInterrupt(io);
  const signature = await withConsultation(program.args[0] ?? '', flags, io, signal, (opened) => sign(opened, io));
  const { signer, signedAt, draftSha256 } = signature;
  print(
    io,
    flags.json ? JSON.stringify(signature) : `Signed by ${signer}, ${signedAt}. SHA-256 of the draft: ${draftSha256}`,
  );
  return EXIT.ok;
}

/** @throws OperatorError if the signature is refused */
async function sign(consultation: OpenConsultation, io: Io): Promise<Signature> {
  const { draft, signer } = consultation;
  const doubts = draft.evidence.doubts.length;
  io.stderr.write(
    `${sentencesOf(draft.note).length} sentences, ${doubts} in doubt. A link shows where a sentence comes from, not that it is true.\n`,
  );
  const session = ReviewSession.unopened(consultation);
  io.stderr.write(`${changesText(applyEdits(draft, session.edits).changes, draft.note)}\n`);
  const answer = await session.sign(await ask(`Type ${signer.name} to sign: `, io));
  if ('signature' in answer) return answer.signature;
  throw new OperatorError('PB-NOTES-016', `Not signed: ${answer.refused}.`, answer.message);
}

/** Returns the changes of the review, each with the number that the sentence has on the page. */
function changesText(changes: readonly Change[], note: Note): string {
  if (changes.length === 0) return 'No changes to the draft.';
  const numbers = new Map(sentencesOf(note).map(({ id }, index) => [id, index + 1]));
  const lines = changes.map((change) => {
    const { kind, section } = change;
    if (kind === 'added') return `  added to ${section}: ${change.after}`;
    const name = `${kind} ${numbers.get(change.sentence)}, ${section}: ${change.before}`;
    return kind === 'removed' ? `  ${name}` : `  ${name}\n    now: ${change.after}`;
  });
  return [`Changes to the draft, signed with it: ${changes.length}.`, ...lines].join('\n');
}

/** Returns the line that a person types; empty at the end of the input. */
async function ask(question: string, { stdin, stderr }: Io): Promise<string> {
  const terminal = createInterface({ input: stdin, output: bareTerminal(stderr) });
  try {
    return await new Promise<string>((resolve) => {
      terminal.once('line', (line) => resolve(line.trim()));
      terminal.once('close', () => resolve(''));
      terminal.setPrompt(escapeControls(question, stderr));
      terminal.prompt();
    });
  } finally {
    terminal.close();
  }
}

export const signCommand: Subcommand = { program, run };
