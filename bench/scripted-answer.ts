/** How long an answer the stand-in model gives: so many events, each with so many characters of text. */
export interface ScriptedAnswer {
  readonly events: number;
  readonly characters: number;
}

/** The script travels as the id of the model, which the function passes on as it is: `bench.10000x32`. */
export const modelIdOf = ({ events, characters }: ScriptedAnswer): string => `bench.${events}x${characters}`;

/** The script in the path of a request, such as `/model/bench.10000x32/converse-stream`. */
export function scriptedIn(path: string): ScriptedAnswer {
  const [, events, characters] = /bench\.(\d+)x(\d+)/.exec(path) ?? [];
  if (!events || !characters) throw new Error(`no script in ${path}`);
  return { events: Number(events), characters: Number(characters) };
}
