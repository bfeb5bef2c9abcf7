import { CustomSource, FLAC, Input, MP3, MP4, OGG, WAVE, WEBM } from 'mediabunny';
import type { AudioExtension } from '../layout';
import type { AudioRejection } from './audio-rejections';

/** Bytes of a file, read in pieces. */
export interface AudioFile {
  readonly size: number;
  /** Reads the bytes from `start` up to, and without, `end`. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** Facts that the headers of a recording tell. */
export interface AudioHeaders {
  /** Extensions that name the format of the contents. */
  readonly extensions: readonly AudioExtension[];
  readonly seconds: number;
  /** Hertz. */
  readonly sampleRate: number;
  readonly channels: number;
}

/** Limits of the reader. A header can claim anything: what it says is looked up only within them. */
export const READING = {
  /** Bytes of one file. Most need a few thousand; the index of an MP4 file has four bytes for each packet. */
  bytes: 4 * 2 ** 20,
  /** Requests for one file. Ogg has no index: its end is found by bisection. */
  requests: 128,
  /** Pieces that the library asks for, whether they are read already or not. */
  pieces: 20_000,
  /** Smallest request: many small reads would be many requests. */
  block: 4 * 2 ** 10,
} as const;

const FORMATS = [
  [FLAC, ['flac']],
  [MP3, ['mp3']],
  [MP4, ['m4a', 'mp4']],
  [OGG, ['ogg']],
  [WAVE, ['wav']],
  [WEBM, ['webm']],
] as const satisfies readonly (readonly [unknown, readonly AudioExtension[]])[];

/** Seconds by which the two lengths of an MP4 file may differ: encoders add silence before the first sample. */
const TOLERANCE = 1;

/** Bytes for a second of silence: an MP4 file with fewer is shorter than it claims. AAC takes some ninety. */
const LEAST_BYTES = 16;

/** First bytes of AMR, whose headers the library does not read. Source: RFC 4867, "AMR and AMR-WB Storage Format". */
const AMR = '#!AMR';

/**
 * Reads the headers of a recording, and no more of it.
 *
 * @returns the reason if they cannot be read
 * @throws error of `file`
 */
export async function readAudioHeaders(file: AudioFile): Promise<AudioHeaders | AudioRejection> {
  const pieces = new Pieces(file);
  const start = await pieces.read(0, Math.min(file.size, AMR.length));
  if (Buffer.from(start).toString('latin1') === AMR) return 'Unsupported';
  // The library throws for contents that it cannot read. A failed request is no fact about the contents.
  const headers = await headersOf(pieces, file.size).catch(() => undefined);
  if (pieces.failure !== undefined) throw pieces.failure;
  return headers ?? (pieces.isSpent ? 'UnknownLength' : 'NotAudio');
}

async function headersOf(pieces: Pieces, size: number): Promise<AudioHeaders | AudioRejection | undefined> {
  const source = new CustomSource({
    getSize: () => size,
    read: (start, end) => pieces.read(start, end),
    handleUnhandledError: () => undefined,
    // Each piece is asked for here, so that a file that sends the library in circles meets the limit.
    maxCacheSize: 0,
  });
  const input = new Input({ source, formats: FORMATS.map(([format]) => format) });
  try {
    if (!(await input.canRead())) return undefined;
    const format = await input.getFormat();
    const extensions = FORMATS.find(([known]) => known === format)?.[1];
    const track = await input.getPrimaryAudioTrack();
    if (!track || !extensions) return undefined;
    const [sampleRate, channels] = [await track.getSampleRate(), await track.getNumberOfChannels()];
    const claimed = await track.getDurationFromMetadata();
    // The index of an MP4 file has the length of each sample, whose sum its header repeats.
    const counted = claimed === null || format === MP4 ? await track.computeDuration() : claimed;
    const seconds = claimed ?? counted;
    if (format === MP4 && (Math.abs(seconds - counted) > TOLERANCE || seconds * LEAST_BYTES > size))
      return 'UnknownLength';
    const isKnown = Number.isFinite(seconds) && Number.isFinite(sampleRate) && channels >= 1;
    return isKnown ? { extensions, seconds, sampleRate, channels } : 'UnknownLength';
  } finally {
    input.dispose();
  }
}

/** Blocks of a file, each read once, up to the limits. */
class Pieces {
  /** Error of a request. */
  failure: unknown;
  /** True if a limit was reached. */
  isSpent = false;
  private requests = 0;
  private pieces = 0;
  private readonly blocks = new Map<number, Uint8Array>();

  constructor(private readonly file: AudioFile) {}

  async read(start: number, end: number): Promise<Uint8Array> {
    this.pieces += 1;
    if (this.pieces > READING.pieces) this.refuse();
    const first = Math.floor(start / READING.block);
    const count = Math.ceil(end / READING.block) - first;
    if (count * READING.block <= READING.bytes) {
      const wanted = Array.from({ length: count }, (_, index) => first + index);
      await this.fetch(wanted.filter((index) => !this.blocks.has(index)));
      const parts = wanted.map((index) => this.blocks.get(index) ?? new Uint8Array());
      return Buffer.concat(parts).subarray(start - first * READING.block, end - first * READING.block);
    }
    return this.refuse();
  }

  /** Reads missing blocks, from the first to the last of them, in one request. */
  private async fetch(missing: readonly number[]): Promise<void> {
    const [first, last = first] = [missing[0], missing.at(-1)];
    if (first === undefined || last === undefined) return;
    const { block, bytes, requests } = READING;
    const size = (this.blocks.size + last + 1 - first) * block;
    if (this.requests >= requests || size > bytes) this.refuse();
    this.requests += 1;
    const start = first * block;
    try {
      const read = await this.file.read(start, Math.min((last + 1) * block, this.file.size));
      for (let index = first; index <= last; index += 1) {
        this.blocks.set(index, read.subarray((index - first) * block, (index + 1 - first) * block));
      }
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }

  private refuse(): never {
    this.isSpent = true;
    throw new Error('The headers take more bytes or requests than the limits allow.');
  }
}
