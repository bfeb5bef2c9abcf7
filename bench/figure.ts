/** Measurement against a floor: the best that the same machine reaches in the same minutes. */
export interface Figure {
  /** Name for `--only`. */
  readonly name: string;
  measure(bench: Bench): Promise<readonly Measurement[]>;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Environment of all figures. */
export interface Bench {
  /** Number of measurements of each value; medians are compared. */
  readonly runs: number;
  /** Folder of the project; commands run in it. */
  readonly root: string;
  /** Folder for temporary files; below the project, so that Node finds its packages. */
  readonly workspace: string;
  /** Environment of the measured processes. */
  readonly env: Environment;
  /** Bundles a source file into the workspace with the flags of a command or of a function. Returns its path. */
  bundle(source: string, flags: 'command' | 'function', changes?: Readonly<Record<string, unknown>>): Promise<string>;
}

export interface Measurement {
  readonly what: string;
  readonly floorIs: string;
  readonly unit: 'ms' | 'KiB' | 'MiB' | 'a second';
  readonly ours: number;
  readonly floor: number;
  /**
   * - `ratio`: `reach` limits ours / floor.
   * - `agreement`: the same, in both directions.
   * - `difference`: `reach` limits ours − floor.
   */
  readonly compare: 'ratio' | 'agreement' | 'difference';
  /** Limit. @default - none, the figure is only reported */
  readonly reach?: number;
}

/** Ratio to the floor, or difference from it in the unit of the measurement. */
export const result = ({ ours, floor, compare }: Measurement): number =>
  compare === 'difference' ? ours - floor : ours / floor;

export function withinReach(measurement: Measurement): boolean {
  const { reach, compare } = measurement;
  const value = result(measurement);
  return reach === undefined || (value <= reach && (compare !== 'agreement' || value >= 1 / reach));
}
