import type { LazySubcommand } from '../../cli/command';
import { COMMANDS } from '../../cli/commands';

/** Command that does something itself, by the words to type. */
export interface LeafCommand {
  /** Such as `cost` or `notes review`. */
  readonly name: string;
  readonly load: LazySubcommand['load'];
}

/** Every command; of a group each of its commands. */
export const LEAVES: readonly LeafCommand[] = Object.entries(COMMANDS).flatMap(([name, { load, members }]) =>
  members
    ? Object.entries(members).map(([member, leaf]) => ({ name: `${name} ${member}`, load: leaf.load }))
    : [{ name, load }],
);
