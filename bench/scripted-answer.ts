/** Length of an answer of the stand-in model: number of events, and characters of text in each. */
export interface ScriptedAnswer {
  readonly events: number;
  readonly characters: number;
  /** Milliseconds before each event. @default - as fast as they are taken */
  readonly pauseMs?: number;
}

/** Encodes the script as a model id, which the function forwards: `bench.10000x32`, with a pause `bench.20x32p15`. */
export const modelIdOf = ({ events, characters, pauseMs }: ScriptedAnswer): string =>
  `bench.${events}x${characters}${pauseMs === undefined ? '' : `p${pauseMs}`}`;

/** Decodes the script from the path of a request, such as `/model/bench.10000x32/converse-stream`. */
export function scriptedIn(path: string): ScriptedAnswer {
  const [, events, characters, pause] = /bench\.(\d+)x(\d+)(?:p(\d+))?/.exec(path) ?? [];
  if (!events || !characters) throw new Error(`no script in ${path}`);
  const script = { events: Number(events), characters: Number(characters) };
  return pause === undefined ? script : { ...script, pauseMs: Number(pause) };
}
