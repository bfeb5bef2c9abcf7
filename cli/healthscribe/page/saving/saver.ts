import type { Edit } from '../../../../domain/clinical-note/edits';
import type { SavingAnswer } from '../../review/review-data';
import type { Connection } from '../connection/connection';

/** State of the changes: `waiting` until a pause of the typing, `failed` until they are tried again. */
export type Saving = 'saved' | 'waiting' | 'failed' | 'conflict';

/** Milliseconds without a change after which the changes are saved. */
const PAUSE = 800;

/** Milliseconds after which a failed saving is tried again. */
const AGAIN = 5_000;

/** Failures after which nothing can be saved: the draft is purged or signed, or the page is a file. */
const FINAL: ReadonlySet<string> = new Set(['gone', 'already_signed', 'inFile']);

export interface SaverProps {
  readonly connection: Pick<Connection, 'saveEdits' | 'saveLooked' | 'leave'>;
  /** Number of the changes that the page has shown. */
  readonly revision: number;
  /** Returns the changes as they stand. */
  readonly edits: () => readonly Edit[];
  /** Is told of each state. @param reason code of a failure @param others changes of another session */
  readonly onState: (state: Saving, detail: { readonly reason?: string; readonly others?: readonly Edit[] }) => void;
}

/** Saves the changes of a page: after a pause, when a field loses the focus, and when the page is closed. */
export class Saver {
  private state: Saving = 'saved';
  private revision: number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private reason = '';

  constructor(private readonly props: SaverProps) {
    this.revision = props.revision;
    addEventListener('pagehide', () => this.leave());
    addEventListener('visibilitychange', () => document.hidden && void this.flush());
  }

  /** Number of the changes that this page has shown or saved. */
  get shown(): number {
    return this.revision;
  }

  get isSaved(): boolean {
    return this.state === 'saved';
  }

  /** Saves soon. A conflict is ended by the person, with `resolve`. */
  changed(): void {
    if (this.state === 'conflict' || FINAL.has(this.reason)) return;
    this.become('waiting');
    this.later(PAUSE);
  }

  /** Saves at once what is not saved. */
  async flush(): Promise<void> {
    while (this.running !== undefined) await this.running;
    if (this.state === 'saved' || this.state === 'conflict') return;
    clearTimeout(this.timer);
    this.running = this.save();
    await this.running;
  }

  /** Saves that the evidence of sentences was opened. */
  async look(sentences: readonly string[]): Promise<void> {
    const answer = await this.props.connection.saveLooked(sentences).catch(unreachable);
    if ('other' in answer) this.meet(answer.other);
    else if ('failed' in answer) this.fail(answer.failed);
  }

  /** Ends with the page. */
  stop(): void {
    clearTimeout(this.timer);
    this.state = 'saved';
  }

  /** Replaces the changes of the other session by those of this page. */
  async keepMine(): Promise<void> {
    this.become('waiting');
    await this.flush();
  }

  private async save(): Promise<void> {
    this.become('waiting');
    const edits = this.props.edits();
    const answer = await this.props.connection.saveEdits({ edits, revision: this.revision }).catch(unreachable);
    this.running = undefined;
    if ('failed' in answer) {
      this.revision = answer.revision ?? this.revision;
      return this.fail(answer.failed);
    }
    if ('other' in answer) return this.meet(answer.other);
    this.revision = answer.saved;
    if (isSame(edits, this.props.edits())) this.become('saved');
    else this.later(PAUSE);
  }

  /** The changes of another session can be the same: an answer was lost. */
  private meet({ revision, edits }: Extract<SavingAnswer, { readonly other: unknown }>['other']): void {
    this.revision = revision;
    if (isSame(edits, this.props.edits())) {
      this.become('waiting');
      this.later(0);
    } else this.become('conflict', { others: edits });
  }

  private fail(reason: string): void {
    this.become('failed', { reason });
    if (FINAL.has(reason)) clearTimeout(this.timer);
    else this.later(AGAIN);
  }

  private leave(): void {
    const { connection, edits } = this.props;
    const isPending = this.state === 'waiting' || this.state === 'failed';
    connection.leave(isPending ? { edits: edits(), revision: this.revision } : undefined);
  }

  private later(pause: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), pause);
  }

  private become(state: Saving, detail: Parameters<SaverProps['onState']>[1] = {}): void {
    this.state = state;
    this.reason = detail.reason ?? '';
    if (state === 'conflict') clearTimeout(this.timer);
    this.props.onState(state, detail);
  }
}

/** The review command has ended, or refuses what the page sends. */
const unreachable = (): SavingAnswer => ({ failed: 'notReached', message: '' });

const isSame = (some: readonly Edit[], others: readonly Edit[]): boolean =>
  JSON.stringify(some) === JSON.stringify(others);
