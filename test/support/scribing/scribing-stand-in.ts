import { randomUUID } from 'node:crypto';
import { draftSha256 } from '../../../domain/clinical-note/draft';
import { type Consultation, draftKeys, jobName, parseAudioKey, signedKey } from '../../../domain/clinical-note/layout';
import type { Review, SignedNote } from '../../../domain/clinical-note/signature';
import { SCRIBING, SCRIBING_CONTRACTS } from '../contracts/scribing-contracts';
import { MARK } from '../markers';
import { functionSteps, RECORDS } from './function-steps';
import { MemoryS3 } from './memory-s3';
import { ScribeJobs, thrown } from './scribe-jobs';

const { patientBucket: PATIENTS } = SCRIBING;
export const SIGNED = 'signed-notes';
const CLINICIAN = 'arn:aws:sts::111122223333:assumed-role/chat-clinician/c0ffee-0042';

interface Wait {
  readonly token: string;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** S3, HealthScribe, the three functions of the workflow, and a clinician. */
export class ScribingStandIn {
  readonly s3 = new MemoryS3(() => this.now());
  readonly jobs = new ScribeJobs(this.s3, PATIENTS);
  readonly events: Readonly<Record<string, unknown>>[] = [];
  /** Messages of the topic. */
  readonly notices: string[] = [];
  readonly calls: string[] = [];
  readonly mayKeep = { state: [], events: [], end: [] } as const;
  readonly breaches: string[] = [];
  /** Errors to give first, by the name of the call, before it works. */
  readonly troubles = new Map<string, string[]>();
  /** Is told of each call, before it is answered. */
  onCall: (call: string) => void = () => undefined;
  /** Ends the wait for a signature. */
  clinician: (wait: Wait, it: this) => void = (wait) => this.sign(wait);
  /** Time at which everything begins, in milliseconds. Commands take that of the machine. */
  start: () => number = () => Date.parse('2026-11-28T00:00:00Z');
  /** Milliseconds since the beginning. */
  time = 0;
  /** Seconds that a draft waits for its signature. */
  retentionSeconds = 3_600;
  /** Answer of Step Functions about an execution. */
  described: Readonly<Record<string, unknown>> = {};
  /** Status and reason of each notice on the event bus. @default - not looked at */
  expected: readonly string[] | undefined;
  private upload: { key: string; etag: string } | undefined;

  /** @param keepsSignedNotes true if signed notes have a bucket of their own */
  constructor(readonly keepsSignedNotes = false) {}

  /** Uploads a recording, which is then the input of an execution. */
  record(content: string | Buffer, { extension = 'wav', metadata = {}, key = '' } = {}): this {
    const name = key || `audio/c0ffee-0042/${randomUUID()}.${extension}`;
    this.upload = { key: name, etag: this.s3.put(PATIENTS, name, content, { metadata }) };
    return this;
  }

  get input(): { readonly key: string; readonly etag: string } {
    if (!this.upload) throw new Error('nothing is recorded');
    return this.upload;
  }

  /** Keys that are left in the patient bucket, the ids of unfinished uploads, and the names of job records. */
  get left(): readonly string[] {
    return [...this.s3.keys(PATIENTS), ...this.s3.uploads.keys(), ...this.jobs.all.keys()];
  }

  /** Records of purges. */
  get records(): readonly Readonly<Record<string, unknown>>[] {
    return this.s3.keys(RECORDS).map((key) => JSON.parse(this.s3.text(RECORDS, key)) as Record<string, unknown>);
  }

  get consultation(): Consultation {
    return parseAudioKey(this.input.key) as Consultation;
  }

  get keys(): ReturnType<typeof draftKeys> {
    return draftKeys(this.consultation);
  }

  get jobName(): string {
    return jobName(this.input.key, this.input.etag);
  }

  /** Status and reason of each event. */
  get told(): readonly string[] {
    return this.events.map(({ Detail }) => {
      const { status, reason } = Detail as { readonly status: string; readonly reason?: string | null };
      return reason ? `${status} ${reason}` : status;
    });
  }

  /** Lets the time of the wait pass. */
  expire({ reject }: Wait): void {
    this.time += this.retentionSeconds * 1_000;
    reject(Object.assign(new Error(), { name: 'States.Timeout' }));
  }

  /** Reviews and signs the draft, as the review page does. */
  sign({ resolve }: Wait, changes: { readonly review?: object | null; readonly signed?: object } = {}): void {
    const { keys } = this;
    const text = this.s3.text(PATIENTS, keys.draft);
    const draft = JSON.parse(text) as {
      readonly note: SignedNote['note'];
      readonly evidence: { readonly doubts: readonly { readonly sentence: string }[] };
    };
    const sha256 = draftSha256(Buffer.from(text));
    const at = new Date(this.now().getTime() + 1_000).toISOString();
    const review: Review = {
      ...{ version: 1, draftSha256: sha256, reviewer: CLINICIAN, openedAt: this.now().toISOString() },
      looked: draft.evidence.doubts.map(({ sentence }) => sentence),
    };
    if (changes.review !== null) this.s3.put(PATIENTS, keys.review, JSON.stringify({ ...review, ...changes.review }));
    const signed: SignedNote = {
      ...{ version: 1, consultation: this.consultation.consultation, draftSha256: sha256, signer: CLINICIAN },
      ...{ signedAt: at, note: draft.note, changes: [] },
    };
    const key = signedKey(this.consultation);
    if (this.s3.keys(PATIENTS).includes(key)) throw new Error('the note is signed already');
    this.s3.put(PATIENTS, key, JSON.stringify({ ...signed, ...changes.signed }));
    // What a caller of SendTaskSuccess says is of nobody's choosing but its own.
    resolve({ said: MARK.stranger });
  }

  async answer(resource: string, input: Readonly<Record<string, unknown>>): Promise<unknown> {
    const payload = (input.Payload ?? input) as Readonly<Record<string, unknown>>;
    const call = resource.includes(':lambda') ? String(payload.step) : resource.split(':').slice(-2).join(':');
    this.calls.push(call);
    this.onCall(call);
    this.breaches.push(...SCRIBING_CONTRACTS.breaches(call, payload, undefined));
    const trouble = this.troubles.get(call)?.shift();
    if (trouble !== undefined) throw thrown(trouble);
    const answer = this.answers[call];
    if (!answer) throw new Error(`nothing here answers ${call}`);
    return await answer(payload as never);
  }

  private now(): Date {
    return new Date(this.start() + this.time);
  }

  private readonly functions = functionSteps({
    s3: this.s3,
    kept: () => (this.keepsSignedNotes ? SIGNED : undefined),
    clock: { now: () => this.now(), retentionSeconds: () => this.retentionSeconds },
  });

  private readonly answers: Readonly<Record<string, (input: never) => unknown>> = {
    ...this.functions,
    'await-signature': async (input: { readonly token: string }) => {
      await this.functions['await-signature']?.(input as never);
      return await new Promise((resolve, reject) => {
        this.clinician({ token: input.token, resolve, reject }, this);
      });
    },
    ...this.jobs.answers,
    'sfn:describeExecution': () => this.described,
    'events:putEvents': ({ Entries }: { readonly Entries: readonly Readonly<Record<string, unknown>>[] }) => {
      this.events.push(...Entries);
      return { FailedEntryCount: 0 };
    },
    'sns:publish': ({ Message }: { readonly Message: string }) => {
      this.notices.push(Message);
      return { MessageId: 'one' };
    },
  };
}
