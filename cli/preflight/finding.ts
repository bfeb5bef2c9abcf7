/**
 * pass: as the deployment needs it. warn: it works, and somebody should know. fail: deploying or asking will fail.
 * skip: could not be told, for want of a permission or because AWS has no way to ask.
 */
export type Status = 'pass' | 'warn' | 'fail' | 'skip';

/** One line of the report. */
export interface Finding {
  readonly status: Status;
  /** What is so, in one or two sentences, with the name of what it is about. */
  readonly text: string;
  /** What mends it, or tells more. */
  readonly remedy?: Remedy;
  /** Set where the row has nothing that the question is about: neither shown nor counted. */
  readonly notApplicable?: true;
  /** The IAM action that the caller lacks, where that is the reason of a skip. */
  readonly denied?: string;
}

export interface Remedy {
  readonly say?: string;
  /** A command to copy, whole. */
  readonly run?: string;
  /** A page to open. */
  readonly open?: string;
}

export const pass = (text: string): Finding => ({ status: 'pass', text });
export const warn = (text: string, remedy?: Remedy): Finding => withRemedy('warn', text, remedy);
export const fail = (text: string, remedy: Remedy): Finding => withRemedy('fail', text, remedy);
export const skip = (text: string, remedy?: Remedy): Finding => withRemedy('skip', text, remedy);
export const notApplicable = (text: string): Finding => ({ status: 'skip', text, notApplicable: true });

function withRemedy(status: Status, text: string, remedy: Remedy | undefined): Finding {
  return remedy ? { status, text, remedy } : { status, text };
}
