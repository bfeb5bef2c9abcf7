import { EventStreamCodec } from '@smithy/core/event-streams';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';
import { named } from '../../shared/failures/failures';
import { parseRounded } from '../../shared/numbers';

/** Event of Bedrock, as it was sent. */
export interface RawEvent {
  readonly name: string;
  /** JSON text in every event that is known. */
  readonly payload: Uint8Array;
}

const codec = new EventStreamCodec(toUtf8, fromUtf8);

/** Length and its checksum, headers, payload and their checksum. */
const SMALLEST_FRAME = 16;
/** A payload has at most 16 MiB and the headers 128 KiB. Bytes that are no frame could claim any length. */
const LARGEST_FRAME = 17 * 2 ** 20;

/**
 * Reads the events of Bedrock's binary event stream. Throws the failures that the stream carries under their own names;
 * anything else that is wrong with it has no known name.
 */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<RawEvent> {
  for await (const frame of readFrames(body)) {
    const { headers, body: payload } = codec.decode(frame);
    const header = (name: string): string => String(headers[`:${name}`]?.value ?? '');
    const type = header('message-type');
    if (type === 'error') throw named(header('error-code'), header('error-message'));
    if (type === 'exception') throw named(capitalized(header('exception-type')), messageIn(toUtf8(payload)));
    const name = header('event-type');
    // `error` is the name of our own last event, and a name with a line break would end its line.
    if (type !== 'event' || name === 'error' || !/^[!-~]{1,64}$/.test(name)) throw new Error('unknown frame');
    if (name === 'initial-response') continue;
    yield { name, payload };
  }
}

/** Splits bytes into frames. Each begins with its own length. */
async function* readFrames(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let needed = LENGTH_BYTES;
  for await (const chunk of body) {
    parts.push(chunk);
    size += chunk.length;
    if (size < needed) continue;
    let bytes = parts.length > 1 ? Buffer.concat(parts) : chunk;
    for (needed = lengthOf(bytes); needed <= bytes.length; needed = lengthOf(bytes)) {
      yield bytes.subarray(0, needed);
      bytes = bytes.subarray(needed);
      if (bytes.length < LENGTH_BYTES) break;
    }
    if (bytes.length < LENGTH_BYTES) needed = LENGTH_BYTES;
    parts = [bytes];
    size = bytes.length;
  }
  if (size > 0) throw new Error('the stream ended within a frame');
}

const LENGTH_BYTES = 4;

const lengthOf = (bytes: Uint8Array): number => {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (length < SMALLEST_FRAME || length > LARGEST_FRAME) throw new Error('not a frame');
  return length;
};

/** Message of an exception: the member `message` of its payload, if that is JSON. */
const messageIn = (text: string): string => {
  try {
    return String((parseRounded(text) as { readonly message?: unknown } | null)?.message);
  } catch {
    return text;
  }
};

const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
