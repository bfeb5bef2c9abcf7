/** A thing that is measured against a floor: what the same machine does at best in the same minutes. */
export interface Figure {
  /** What `--only` takes. */
  readonly name: string;
  measure(bench: Bench): Promise<readonly Measurement[]>;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What every figure is given. */
export interface Bench {
  /** How often each thing is measured; medians are compared. */
  readonly runs: number;
  /** The project, which is also where its commands run. */
  readonly root: string;
  /** A folder for whatever is made on the way; it lies in the project, so that Node finds its packages. */
  readonly workspace: string;
  /** The environment of the processes that are measured. */
  readonly env: Environment;
  /** Bundles a source file into the workspace with the flags of a command or of a function, and gives its path. */
  bundle(source: string, flags: 'command' | 'function', changes?: Readonly<Record<string, unknown>>): Promise<string>;
}

export interface Measurement {
  readonly what: string;
  readonly floorIs: string;
  readonly unit: 'ms' | 'KiB' | 'MiB';
  readonly ours: number;
  readonly floor: number;
  /** Whether `ours` may be so many times the floor, or so much above it. */
  readonly compare: 'ratio' | 'difference';
  /** @default - none: a figure to know, and nothing to reach */
  readonly reach?: number;
}

/** The measurement in one number: times the floor, or above the floor in its unit. */
export const result = ({ ours, floor, compare }: Measurement): number =>
  compare === 'ratio' ? ours / floor : ours - floor;

export const withinReach = (measurement: Measurement): boolean =>
  measurement.reach === undefined || result(measurement) <= measurement.reach;
