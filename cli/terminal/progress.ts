import { clearLine, cursorTo } from 'node:readline';
import type { Output } from '../io';
import { bareTerminal } from './guarded-terminal';
import type { Drawing } from './terminal';
import { padEnd, textWidth, truncate } from './text-width';

export interface Step {
  readonly title: string;
  readonly seconds: number;
}

/** Shows the current state of a step behind its title. */
export type Note = (text: string) => void;

const CELLS = 20;
const TITLE_WIDTH = 52;

/** Returns a bar such as `██████████░░░░░░░░░░  50 %`. @param share from 0 to 1 */
export function progressBar(share: number): string {
  const full = Math.floor(share * CELLS);
  const percent = `${Math.floor(share * 100)} %`;
  return `${'█'.repeat(full)}${'░'.repeat(CELLS - full)} ${percent.padStart(5)}`;
}

/** Shows the current step on a stream, and how long each finished step took. Notes appear only on a terminal. */
export class Progress {
  readonly steps: Step[] = [];

  constructor(
    private readonly stream: Output,
    private readonly drawing: Drawing,
  ) {}

  /** Runs one step and leaves a line that says how long it took. */
  async step<T>(title: string, work: (note: Note) => Promise<T>): Promise<T> {
    const start = performance.now();
    const leaveLine = (mark: string) => {
      const seconds = (performance.now() - start) / 1000;
      this.steps.push({ title, seconds });
      this.stream.write(`${mark} ${padEnd(title, TITLE_WIDTH)} ${seconds.toFixed(1).padStart(5)} s\n`);
    };
    try {
      const result = await this.passing(title, work);
      leaveLine(this.drawing.paint('green', '✓'));
      return result;
    } catch (error) {
      // An interrupted step has not failed.
      if ((error as Error).name !== 'AbortError') leaveLine(this.drawing.paint('red', '✗'));
      throw error;
    }
  }

  /** Runs one step and leaves nothing on the terminal. */
  async passing<T>(title: string, work: (note: Note) => Promise<T>): Promise<T> {
    const note: Note = (text) => this.draw(title, text);
    note('');
    try {
      return await work(note);
    } finally {
      this.clear();
    }
  }

  get seconds(): number {
    return this.steps.reduce((sum, { seconds }) => sum + seconds, 0);
  }

  private draw(title: string, text: string): void {
    if (!this.stream.isTTY) return;
    this.clear();
    const shown = truncate(text.trim(), this.drawing.width - textWidth(title) - 6);
    this.stream.write(`… ${title}  ${this.drawing.paint('dim', shown)}`);
  }

  private clear(): void {
    if (!this.stream.isTTY) return;
    const terminal = bareTerminal(this.stream);
    clearLine(terminal, 0);
    cursorTo(terminal, 0);
  }
}
