import { clearLine, cursorTo } from 'node:readline';
import type { Output } from '../io';
import type { Drawing } from './terminal';

export interface Step {
  readonly title: string;
  readonly seconds: number;
}

const CELLS = 20;

/** How far something is, for a note: `██████████░░░░░░░░░░  50 %`. @param share from 0 to 1 */
export function progressBar(share: number): string {
  const full = Math.floor(share * CELLS);
  const percent = `${Math.floor(share * 100)} %`;
  return `${'█'.repeat(full)}${'░'.repeat(CELLS - full)} ${percent.padStart(5)}`;
}

/** Says on a stream which step is on, what it does at the moment (to a person only), and how long it took. */
export class Progress {
  readonly steps: Step[] = [];

  constructor(
    private readonly stream: Output,
    private readonly drawing: Drawing,
  ) {}

  /** Runs one step; `note` shows its last line while it is on. */
  async step<T>(title: string, work: (note: (line: string) => void) => Promise<T>): Promise<T> {
    const start = performance.now();
    const done = (mark: string) => {
      const seconds = (performance.now() - start) / 1000;
      this.steps.push({ title, seconds });
      this.clear();
      this.stream.write(`${mark} ${title.padEnd(52)} ${seconds.toFixed(1).padStart(5)} s\n`);
    };
    this.note(title, '');
    try {
      const result = await work((line) => this.note(title, line));
      done(this.drawing.paint('green', '✓'));
      return result;
    } catch (error) {
      // An interrupted step has not failed.
      if ((error as Error).name === 'AbortError') this.clear();
      else done(this.drawing.paint('red', '✗'));
      throw error;
    }
  }

  get seconds(): number {
    return this.steps.reduce((sum, { seconds }) => sum + seconds, 0);
  }

  private note(title: string, line: string): void {
    if (!this.stream.isTTY) return;
    this.clear();
    const shown = line.trim().slice(0, Math.max(0, this.drawing.width - title.length - 6));
    this.stream.write(`… ${title}  ${this.drawing.paint('dim', shown)}`);
  }

  private clear(): void {
    if (!this.stream.isTTY) return;
    clearLine(this.stream, 0);
    cursorTo(this.stream, 0);
  }
}
