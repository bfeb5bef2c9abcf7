export interface Issue {
  /** Where in the request, such as `messages[0].content[1].image.format`; empty for the request itself. */
  readonly path: string;
  readonly message: string;
}

/** Enough to mend a request in one go; more would only let a hostile one grow the answer. */
const MOST_ISSUES = 50;

/** Collects what is wrong with one request. Says what was expected, never what was found: that may be a prompt. */
export class Issues {
  readonly list: Issue[] = [];
  /** How many there were, those included that the list had no room for. */
  count = 0;

  add(path: string, message: string): undefined {
    this.count += 1;
    if (this.list.length < MOST_ISSUES) this.list.push({ path, message });
  }
}

/** Appends a name to a path. A name that is not an ordinary identifier could be anything, so it is not repeated. */
export const join = (path: string, name: string): string => {
  const shown = /^[A-Za-z][\w-]{0,63}$/.test(name) ? name : '(unprintable)';
  return path ? `${path}.${shown}` : shown;
};

/** A request that must not be sent: its issues go to the caller. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  constructor(readonly issues: readonly Issue[]) {
    super('The request has wrong fields.');
  }
}
