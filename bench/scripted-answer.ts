/** Length of an answer of the stand-in model: number of events, and characters of text in each. */
export interface ScriptedAnswer {
  readonly events: number;
  readonly characters: number;
}

/** Encodes the script as a model id, which the function forwards: `bench.10000x32`. */
export const modelIdOf = ({ events, characters }: ScriptedAnswer): string => `bench.${events}x${characters}`;

/** Decodes the script from the path of a request, such as `/model/bench.10000x32/converse-stream`. */
export function scriptedIn(path: string): ScriptedAnswer {
  const [, events, characters] = /bench\.(\d+)x(\d+)/.exec(path) ?? [];
  if (!events || !characters) throw new Error(`no script in ${path}`);
  return { events: Number(events), characters: Number(characters) };
}
