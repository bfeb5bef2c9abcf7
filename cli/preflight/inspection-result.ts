/**
 * pass: as the deployment needs it. warn: it works, with a remark. fail: deployment or use will fail. skip: not known,
 * because a permission is missing or AWS has no API for it.
 */
export type Status = 'pass' | 'warn' | 'fail' | 'skip';

/** Result of an inspection: one line of the report. */
export interface InspectionResult {
  readonly status: Status;
  /** One or two sentences that name their subject. */
  readonly text: string;
  readonly remedy?: Remedy;
  /** Set if the row has nothing to inspect: neither shown nor counted. */
  readonly notApplicable?: true;
  /** IAM action that the caller lacks, if this is the reason of a skip. */
  readonly denied?: string;
}

export interface Remedy {
  readonly say?: string;
  /** Complete command to copy. */
  readonly run?: string;
  /** Web page to open. */
  readonly open?: string;
}

export const pass = (text: string): InspectionResult => ({ status: 'pass', text });
export const warn = (text: string, remedy?: Remedy): InspectionResult => withRemedy('warn', text, remedy);
export const fail = (text: string, remedy: Remedy): InspectionResult => withRemedy('fail', text, remedy);
export const skip = (text: string, remedy?: Remedy): InspectionResult => withRemedy('skip', text, remedy);
export const notApplicable = (text: string): InspectionResult => ({ status: 'skip', text, notApplicable: true });

/** Result for a value of AWS that this version does not know, which must never pass. */
export const unknownValue = (subject: string, value: unknown): InspectionResult =>
  fail(`${subject}: AWS answers ${JSON.stringify(value) ?? 'nothing'}, which this command does not know`, {
    say: 'Check it in the AWS console, and update this repository.',
  });

function withRemedy(status: Status, text: string, remedy: Remedy | undefined): InspectionResult {
  return remedy ? { status, text, remedy } : { status, text };
}
