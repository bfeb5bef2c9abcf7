import { randomInt } from 'node:crypto';
import type { Io, Output } from '../io';
import { escapeControls } from './escape-controls';

const ESC = '\u001b';

/** Announces a control sequence of this program. It is an empty one itself, and nobody else can guess it. */
const MARK = `${ESC}[0;${randomInt(2 ** 47)}m`;

/** Terminals by their guarded stream. */
const TERMINALS = new WeakMap<Output, Output>();

/** Returns the streams of a command with each terminal guarded, so that no command can forget to escape what it prints. */
export function guardedIo(io: Io): Io {
  const stdout = guarded(io.stdout);
  const stderr = guarded(io.stderr);
  // The getters of `io` stay lazy.
  return stdout === io.stdout && stderr === io.stderr
    ? io
    : Object.create(io, { stdout: { value: stdout, enumerable: true }, stderr: { value: stderr, enumerable: true } });
}

/** Returns a stream that escapes the control characters of others. A pipe or a file gets its text unchanged. */
export function guarded(stream: Output): Output {
  if (!stream.isTTY || TERMINALS.has(stream)) return stream;
  const write = (chunk: Uint8Array | string, ...rest: readonly never[]) =>
    stream.write(typeof chunk === 'string' ? escapeOthers(chunk, stream) : chunk, ...rest);
  const proxy = new Proxy(stream, {
    get: (target, name) => {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  TERMINALS.set(proxy, stream);
  return proxy;
}

/** Returns the terminal itself, for a line editor or a cursor. Text of others must be escaped by the caller. */
export const bareTerminal = (stream: Output): Output => TERMINALS.get(stream) ?? stream;

/** Returns text of this program, whose control sequences the guarded terminal must let through. */
export const ownSequences = (text: string, stream: Output): string =>
  TERMINALS.has(stream) ? text.replaceAll(ESC, `${MARK}${ESC}`) : text;

const escapeOthers = (text: string, stream: Output): string =>
  text
    .split(`${MARK}${ESC}`)
    .map((part) => escapeControls(part, stream))
    .join(ESC);
