import type { Command } from 'commander';
import { EXIT, type ExitCode, OperatorError } from '../../../domain/operator-error';
import { command, type Subcommand, wholeNumber } from '../../command';
import { type Io, print } from '../../io';
import { stopOnInterrupt } from '../../terminal/interrupt';
import type { OpenConsultation } from '../consultation/consultation';
import { type ReviewEnd, ReviewServer } from '../review/review-server';
import { ReviewSession } from '../review/review-session';
import { type StoreFlags, withStoreOptions } from '../store/patient-store';
import { consultationArgument, languageOption, outputOption, withConsultation } from './open-consultation';
import { PageOpening } from './page-opening';

const program = () =>
  withStoreOptions(
    command(
      'private-bedrock notes review',
      'Opens the draft of a consultation as a page in the browser: note and transcript\n' +
        'side by side, each sentence with the passages that it rests on and their audio.\n' +
        'The page comes from this machine only, and ends when it is closed. Your changes\n' +
        'are saved next to the draft, and are deleted with it.',
    ).addArgument(consultationArgument()),
  )
    .addOption(outputOption())
    .addOption(languageOption())
    .option('--idle <minutes>', 'minutes without work on the page after which it ends', wholeNumber('--idle'), 30)
    .option('--no-open', 'print the address only, and open no browser')
    .option('--json', 'print address and signer as one line of JSON');

interface Flags extends StoreFlags {
  readonly output?: string;
  readonly language?: 'en' | 'ko';
  readonly idle: number;
  readonly open: boolean;
  readonly json?: true;
}

const ENDS: Readonly<Record<ReviewEnd, string>> = {
  closed: 'The page was closed.',
  idle: 'Nobody worked on the page: the review has ended.',
  stopped: 'Interrupted.',
};

function run(program: Command, io: Io): Promise<ExitCode> {
  const flags = program.opts<Flags>();
  const { signal } = stopOnInterrupt(io);
  return withConsultation(program.args[0] ?? '', flags, io, signal, (consultation) =>
    review(consultation, flags, io, signal),
  );
}

async function review(consultation: OpenConsultation, flags: Flags, io: Io, signal: AbortSignal): Promise<ExitCode> {
  const session = await ReviewSession.open(consultation);
  const server = await ReviewServer.start(session, { idleMinutes: flags.idle, language: flags.language });
  signal.addEventListener('abort', () => server.stop());
  if (signal.aborted) server.stop();
  io.stderr.write(`Review, as ${consultation.signer.name}. Ctrl-C ends it.\n`);
  const { url } = server;
  print(io, flags.json ? JSON.stringify({ url, signer: consultation.signer.name }) : url);
  const opening = flags.open ? PageOpening.start(url, io) : undefined;
  const end = await server.ended;
  opening?.end();
  const saving = await session.save();
  io.stderr.write(`${ENDS[end]} ${session.signed ? 'The note is signed.' : 'The note is not signed.'}`);
  io.stderr.write(
    session.signed || session.edits.length === 0 || 'failed' in saving ? '\n' : ' Your changes are saved.\n',
  );
  if ('failed' in saving) throw notSaved(saving.message);
  return end === 'stopped' ? EXIT.interrupted : EXIT.ok;
}

const notSaved = (reason: string) =>
  new OperatorError(
    'PB-NOTES-022',
    `The last changes of the review are not saved. ${reason}`,
    'Run notes review again and repeat them. Changes that the page called saved are there.',
  );

export const reviewCommand: Subcommand = { program, run };
