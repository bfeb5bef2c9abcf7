export interface Issue {
  /** Path in the request, such as `messages[0].content[1].image.format`; empty for the request itself. */
  readonly path: string;
  readonly message: string;
}

/** Enough to correct a request at once. More would let a hostile request grow the answer. */
const MOST_ISSUES = 50;

/** Collects the issues of one request. They say what is expected, never what was found: that may be a prompt. */
export class Issues {
  readonly list: Issue[] = [];
  /** Number of all issues, also of those beyond the list. */
  count = 0;

  add(path: string, message: string): undefined {
    this.count += 1;
    if (this.list.length < MOST_ISSUES) this.list.push({ path, message });
  }
}

/** Appends a name to a path. A name that is no ordinary identifier may be data, so it is not repeated. */
export const join = (path: string, name: string): string => {
  const shown = /^[A-Za-z][\w-]{0,63}$/.test(name) ? name : '(unprintable)';
  return path ? `${path}.${shown}` : shown;
};

/** Wrong request. It is not sent; its issues go to the caller. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  constructor(readonly issues: readonly Issue[]) {
    super('The request has wrong fields.');
  }
}
