import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from '../../io';

/** Programs that open a file in the browser, by the platform. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'open',
  linux: 'xdg-open',
  win32: 'explorer.exe',
};

/**
 * Opens a page in the browser. Every user of a machine can read the arguments of its processes, so the address, which
 * contains the token, is in a file that only this user can read.
 */
export class PageOpening {
  private constructor(private readonly folder: string) {}

  /** Returns undefined where there is no desktop: the address is printed as well. */
  static start(
    url: string,
    { stdout, env }: Pick<Io, 'stdout' | 'env'>,
    opener = OPENERS[process.platform],
  ): PageOpening | undefined {
    const hasDesktop = process.platform !== 'linux' || Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY);
    if (!stdout.isTTY || opener === undefined || !hasDesktop) return undefined;
    // Readable by its owner only, as mkdtemp makes it.
    const folder = mkdtempSync(join(tmpdir(), 'private-bedrock-'));
    const file = join(folder, 'review.html');
    writeFileSync(file, `<!doctype html><meta http-equiv="refresh" content="0; url=${url}">\n`, { mode: 0o600 });
    const child = spawn(opener, [file], { stdio: 'ignore', detached: true });
    child.on('error', () => undefined);
    child.unref();
    return new PageOpening(folder);
  }

  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
