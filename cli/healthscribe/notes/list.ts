import type { Command } from 'commander';
import { CLINICAL_PREFIXES, parseAudioKey, parseDraftKey, parseSignedKey } from '../../../domain/clinical-note/layout';
import { EXIT, type ExitCode } from '../../../domain/operator-error';
import { command, type Subcommand } from '../../command';
import { type Io, print } from '../../io';
import { columns } from '../../terminal/columns';
import { stopOnInterrupt } from '../../terminal/interrupt';
import type { ListedObject, PatientObjects } from '../store/patient-objects';
import { type StoreFlags, withStoreOptions } from '../store/patient-store';
import { withObjects } from '../store/with-objects';

const program = () =>
  withStoreOptions(
    command(
      'private-bedrock notes list',
      'Lists your consultations: which drafts wait for a signature, and until when. Reads\n' +
        'no recording and no note.',
    ),
  ).option('--json', 'print the list as JSON');

interface Flags extends StoreFlags {
  readonly json?: true;
}

/** Consultation in the list. `working` means that there is no draft yet, `kept` that the signature was checked. */
interface Entry {
  readonly consultation: string;
  readonly state: 'working' | 'draft' | 'signed' | 'kept';
  /** Time of the recording, the draft or the signature, in ISO 8601. */
  readonly since: string | undefined;
  /** Time at which an unsigned draft is deleted. */
  readonly until?: string | undefined;
}

async function run(program: Command, io: Io): Promise<ExitCode> {
  const flags = program.opts<Flags>();
  const { signal } = stopOnInterrupt(io);
  const entries = await withObjects(flags, io, signal, listEntries);
  print(io, flags.json ? JSON.stringify(entries, null, 2) : table(entries).join('\n'));
  return EXIT.ok;
}

async function listEntries(objects: PatientObjects): Promise<readonly Entry[]> {
  const { clinician, keptNotes, settings } = objects.store;
  const below = (prefix: string, bucket?: string) => objects.list(`${prefix}${clinician}/`, bucket);
  const [audio, drafts, signed, kept] = await Promise.all([
    below(CLINICAL_PREFIXES.audio),
    below(CLINICAL_PREFIXES.drafts),
    below(CLINICAL_PREFIXES.signed),
    keptNotes === undefined ? [] : below(CLINICAL_PREFIXES.signed, keptNotes),
  ]);
  const entries = new Map<string, Entry>();
  const add = (list: readonly ListedObject[], entryOf: (object: ListedObject) => Entry | undefined) => {
    for (const entry of list.flatMap((object) => entryOf(object) ?? [])) entries.set(entry.consultation, entry);
  };
  // A later state replaces an earlier one.
  add(audio, ({ key, modified }) => entry(parseAudioKey(key), 'working', modified));
  add(drafts, ({ key, modified }) => {
    const until = modified && new Date(modified.getTime() + settings.retentionHours * 3_600_000).toISOString();
    const found = entry(parseDraftKey(key), 'draft', modified);
    return found && { ...found, until };
  });
  add(signed, ({ key, modified }) => entry(parseSignedKey(key), 'signed', modified));
  add(kept, ({ key, modified }) => entry(parseSignedKey(key), 'kept', modified));
  return [...entries.values()].sort((one, other) => ((one.since ?? '') < (other.since ?? '') ? -1 : 1));
}

const entry = (
  id: { readonly consultation: string } | undefined,
  state: Entry['state'],
  modified: Date | undefined,
): Entry | undefined => id && { consultation: id.consultation, state, since: modified?.toISOString() };

/** Short names, for a table of 80 columns. */
const STATES: Readonly<Record<Entry['state'], string>> = {
  working: 'busy',
  draft: 'draft',
  signed: 'signed',
  kept: 'kept',
};

function table(entries: readonly Entry[]): readonly string[] {
  if (entries.length === 0) return ['No consultation.'];
  const header = [
    { heading: 'consultation' },
    { heading: 'state' },
    { heading: 'since (UTC)' },
    { heading: 'deleted at' },
  ];
  return columns(
    header,
    entries.map(({ consultation, state, since, until }) => [consultation, STATES[state], minute(since), minute(until)]),
  );
}

/** Returns a time as people write it. A line with two of them fits in 80 columns. */
const minute = (time = ''): string => time.slice(0, 16).replace('T', ' ');

export const listCommand: Subcommand = { program, run };
