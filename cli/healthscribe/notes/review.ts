import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../../../domain/operator-error';
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
        'The page comes from this machine only, and ends when it is closed.',
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
  io.stderr.write(`${ENDS[end]} ${session.signed ? 'The note is signed.' : 'The note is not signed.'}\n`);
  return end === 'stopped' ? EXIT.interrupted : EXIT.ok;
}

export const reviewCommand: Subcommand = { program, run };
