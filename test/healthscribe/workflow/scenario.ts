import { wav } from '../../support/audio-files';
import { ScribingStandIn } from '../../support/scribing/scribing-stand-in';

/** Fault, end of the execution, and the states on the way. */
export interface Scenario {
  readonly name: string;
  readonly standIn: () => ScribingStandIn | Promise<ScribingStandIn>;
  /** `Succeeded`, or the name of the failure. */
  readonly end: string;
  readonly states: readonly string[];
  /** Record of the purge, as far as it is of interest; undefined if there is none. */
  readonly record?: object;
  /** Objects, uploads and job records that are left. @default - nothing */
  readonly left?: readonly unknown[];
}

export const GOOD = wav({ seconds: 1 });

/** Makes a stand-in with a good recording, changed. */
export const make =
  (change: (standIn: ScribingStandIn) => void, keepsSignedNotes = false) =>
  () => {
    const standIn = new ScribingStandIn(keepsSignedNotes).record(GOOD);
    change(standIn);
    return standIn;
  };

export const times = (count: number, error: string): string[] => Array<string>(count).fill(error);

/** Gives these errors first. */
export const troubled = (call: string, ...errors: readonly string[]) =>
  make(({ troubles }) => troubles.set(call, [...errors]));
