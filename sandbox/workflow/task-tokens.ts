interface Waiting {
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Tasks that wait until somebody ends them with their token. */
export class TaskTokens {
  private readonly waiting = new Map<string, Waiting>();

  /** Tokens of the tasks that wait, in the order in which they began. */
  get open(): readonly string[] {
    return [...this.waiting.keys()];
  }

  /** Waits for the end of the task with this token. */
  wait(token: string): Promise<unknown> {
    return new Promise((resolve, reject) => this.waiting.set(token, { resolve, reject }));
  }

  /** Ends a wait with a result. Returns false if nothing waits with this token. */
  succeed(token: string, output: unknown): boolean {
    this.waiting.get(token)?.resolve(output);
    return this.waiting.delete(token);
  }

  /** Lets the time of a wait pass. Returns false if nothing waits with this token. */
  expire(token: string): boolean {
    this.waiting.get(token)?.reject(Object.assign(new Error('The task timed out.'), { name: 'States.Timeout' }));
    return this.waiting.delete(token);
  }
}
