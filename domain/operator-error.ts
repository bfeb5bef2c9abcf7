/** Exit codes of every command. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An error that the operator can resolve: what is wrong and where, and the remedy. It needs no stack trace. */
export class OperatorError extends Error {
  /** Exit code of the process. */
  readonly exit: ExitCode;

  constructor(
    what: string,
    readonly remedy: string,
    { exit = EXIT.failed, ...options }: ErrorOptions & { readonly exit?: ExitCode } = {},
  ) {
    super(what, options);
    this.name = 'OperatorError';
    this.exit = exit;
  }
}
