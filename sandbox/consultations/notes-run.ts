import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReviewData } from '../../cli/healthscribe/review/review-data';
import { EXIT, OperatorError } from '../../domain/operator-error';
import { CLINICIAN } from '../messages';
import type { CommandActs, CommandEnd } from '../process/own-command';

export interface NotesOptions {
  /** Folder of the consultations. */
  readonly folder: string;
  /** True if the deployment keeps signed notes. Otherwise the clinician names a file. */
  readonly keepSignedNotes: boolean;
  /** Runs a command of this project about the deployment. */
  readonly command: (args: readonly string[], acts?: CommandActs) => Promise<CommandEnd>;
  /** Lists the keys in the patient bucket. */
  readonly keys: () => Promise<readonly string[]>;
  /** Reads the record of a purge; undefined until there is one. */
  readonly record: (consultation: string) => Promise<string | undefined>;
  /** Waits between two looks at the bucket. @default - on the clock */
  readonly wait?: Wait;
}

export interface NotesRun {
  readonly commands: readonly { readonly command: string; readonly output: string }[];
  /** Keys in the patient bucket while the draft waited for its signature. */
  readonly before: readonly string[];
  /** Keys in the patient bucket at the end. */
  readonly after: readonly string[];
}

/** Recordings in the folder: one whose draft is signed, and one whose draft is discarded. */
export const RECORDINGS = { signed: 'recordings/rash.wav', discarded: 'recordings/knee.wav' } as const;

/** Name of the identity that the stand-in for AWS gives to every caller. */
const SIGNER = 'moto';

/** Looks after which a purge has to be over, 50 ms apart. */
const MOST_LOOKS = 600;

/**
 * Makes, reviews, exports and signs a note, and discards another, with the commands that a clinician types. A person who
 * opens the page of the review is played: each sentence in doubt is opened.
 *
 * @param show receives the output as it arrives
 * @throws OperatorError if a command fails, or something of a consultation is left
 */
export async function runNotes(
  { folder, keepSignedNotes, command, keys, record, wait = sleep }: NotesOptions,
  show: (text: string) => void,
): Promise<NotesRun> {
  const commands: { command: string; output: string }[] = [];
  const run = async (args: readonly string[], acts?: CommandActs): Promise<string> => {
    const typed = args.join(' ');
    show(`\n$ private-bedrock ${typed}\n`);
    const { code, stdout, tail } = await command([...args, '--clinician', CLINICIAN], acts);
    commands.push({ command: typed, output: stdout });
    if (code === (acts?.visit ? EXIT.interrupted : EXIT.ok)) return stdout;
    throw new OperatorError(
      'PB-SANDBOX-044',
      `\`private-bedrock ${typed}\` ended with ${code}.\n${tail.slice(-6).join('\n')}`,
      'Read .sandbox/logs/stand-in-aws.log. If it fails again, report a bug of the sandbox.',
    );
  };
  const list = (when: string, found: readonly string[]) =>
    show(
      `\nPatient bucket, ${when}:\n${(found.length > 0 ? found : ['(no object)']).map((key) => `  ${key}\n`).join('')}`,
    );
  const scribed = async (recording: string): Promise<string> => {
    await run(['scribe', join(folder, recording), '--yes', '--every', '1']);
    const [id = ''] = (await keys()).flatMap((key) => /^drafts\/[^/]+\/([^/]+)\/draft\.json$/.exec(key)?.[1] ?? []);
    return id;
  };

  const recordOf = async (consultation: string): Promise<string> => {
    const found = await until(() => record(consultation), wait);
    if (found !== undefined) return JSON.stringify(JSON.parse(found), undefined, 2);
    throw new OperatorError(
      'PB-SANDBOX-046',
      `The purge of consultation ${consultation} has left no record.`,
      'Read .sandbox/logs/stand-in-aws.log. If it fails again, report a bug.',
    );
  };

  const out = join(folder, 'notes');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  const id = await scribed(RECORDINGS.signed);
  const output = (name: string) => ['--output', join(out, name)];
  await run(['notes', 'list']);
  await run(['notes', 'review', id, '--no-open'], { visit: openDoubts });
  await run(['notes', 'export', id, ...output('draft.html')]);
  const before = await keys();
  list('while the draft waits', before);
  await run(['notes', 'sign', id, ...(keepSignedNotes ? [] : output('signed.json'))], { input: `${SIGNER}\n` });
  list('after the signature', await emptied(keys, wait));
  show(`\nThe record that is left:\n${await recordOf(id)}\n`);
  await run(['notes', 'list']);

  const other = await scribed(RECORDINGS.discarded);
  await run(['notes', 'purge', other, '--yes', '--every', '1']);
  const after = await emptied(keys, wait);
  list('after the purge', after);
  show('\n');
  return { commands, before, after };
}

/** Opens the evidence of every sentence in doubt, with the requests of the page. */
async function openDoubts(address: string): Promise<void> {
  const { sections } = (await (await fetch(`${address}review`)).json()) as ReviewData;
  const doubts = sections.flatMap(({ sentences }) => sentences).filter(({ defects }) => defects.length > 0);
  const answer = await fetch(`${address}looked`, {
    method: 'POST',
    headers: { origin: new URL(address).origin, 'content-type': 'application/json' },
    body: JSON.stringify({ sentences: doubts.map(({ id }) => id) }),
  });
  if (!answer.ok) throw new Error(`The page of the review answers ${answer.status}.`);
}

/** Waits until the bucket is empty. @throws OperatorError if it does not become so */
async function emptied(keys: NotesOptions['keys'], wait: Wait): Promise<readonly string[]> {
  const isEmpty = async () => ((await keys()).length === 0 ? ([] as const) : undefined);
  const found = await until(isEmpty, wait);
  if (found) return found;
  throw new OperatorError(
    'PB-SANDBOX-045',
    `${(await keys()).length} objects of a consultation are left after its purge.`,
    'Read .sandbox/logs/stand-in-aws.log. If it fails again, report a bug.',
  );
}

type Wait = (milliseconds: number) => Promise<unknown>;

/** Looks until there is something; undefined if it does not come. */
async function until<T>(look: () => Promise<T | undefined>, wait: Wait): Promise<T | undefined> {
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await wait(50);
  }
  return undefined;
}
