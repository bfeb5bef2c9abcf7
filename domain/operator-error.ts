/**
 * Exit codes of the commands. `empty` is for `ask` only: the answer contains no text. After Ctrl-C it is 128 plus the
 * number of SIGINT, as shells define it.
 */
export const EXIT = { ok: 0, failed: 1, usage: 2, empty: 3, interrupted: 130 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/**
 * An error that the operator can resolve. It is printed as `<code> <message>` and, on the next line, the remedy,
 * without a stack trace. A code never changes its meaning and is used at one place, so that people can search for it.
 */
export class OperatorError extends Error {
  /** Exit code of the process. */
  readonly exit: ExitCode;

  /**
   * @param code `PB-<AREA>-<number>`, such as `PB-TUNE-004`
   * @param message what happened and the value, in the present tense
   * @param remedy what to do
   */
  constructor(
    readonly code: `PB-${string}`,
    message: string,
    readonly remedy: string,
    { exit = EXIT.failed, ...options }: ErrorOptions & { readonly exit?: ExitCode } = {},
  ) {
    super(message, options);
    this.name = 'OperatorError';
    this.exit = exit;
  }
}
