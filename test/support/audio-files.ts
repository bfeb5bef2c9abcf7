import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
  type OutputFormat,
  WebMOutputFormat,
} from 'mediabunny';

/** Properties of a recording that a test makes. Its sound is silence, or no sound at all: only headers are read. */
export interface AudioProperties {
  readonly seconds: number;
  readonly sampleRate?: number;
  readonly channels?: number;
}

/** Makes a WAV file of 16 bits, whose sound is zeros. @param claimed bytes of sound that its header claims */
export function wav({ seconds, sampleRate = 16_000, channels = 1 }: AudioProperties, claimed?: number): Buffer {
  const bytes = Math.round(seconds * sampleRate) * channels * 2;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + (claimed ?? bytes), 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(claimed ?? bytes, 40);
  return Buffer.concat([header, Buffer.alloc(bytes)]);
}

/** Makes a FLAC file of 16 bits that has a header, and few bytes of sound. */
export function flac({ seconds, sampleRate = 16_000, channels = 1 }: AudioProperties): Buffer {
  const info = Buffer.alloc(34);
  info.writeUInt16BE(4_096, 0);
  info.writeUInt16BE(4_096, 2);
  const samples = BigInt(Math.round(seconds * sampleRate));
  info.writeBigUInt64BE((BigInt(sampleRate) << 44n) | (BigInt(channels - 1) << 41n) | (15n << 36n) | samples, 10);
  return Buffer.concat([
    Buffer.from('fLaC'),
    Buffer.from([0x80, 0, 0, info.length]),
    info,
    Buffer.from([0xff, 0xf8, 0xc5, 0x08]),
  ]);
}

interface Encoding {
  readonly format: () => OutputFormat;
  readonly codec: 'aac' | 'mp3' | 'opus';
  /** Samples of a packet: of 48 kHz with Opus, else of the rate of the recording. */
  readonly samples: (sampleRate: number) => number;
  readonly packet: (properties: Required<AudioProperties>) => Buffer;
  readonly description?: (properties: Required<AudioProperties>) => Buffer;
}

const opusHead = ({ channels, sampleRate }: Required<AudioProperties>) => {
  const head = Buffer.alloc(19);
  head.write('OpusHead');
  head.writeUInt8(1, 8);
  head.writeUInt8(channels, 9);
  head.writeUInt32LE(sampleRate, 12);
  return head;
};

/** One frame of 20 ms. */
const OPUS = {
  codec: 'opus',
  samples: () => 960,
  packet: () => Buffer.from([0x48, 0, 0, 0]),
  description: opusHead,
} as const;

/** MPEG-2 layer III for the low rates, MPEG-1 for the others, each with the smallest bit rate that has a frame. */
const mp3Frame = ({ sampleRate, channels }: Required<AudioProperties>) => {
  const isLow = sampleRate < 32_000;
  const rates = isLow ? [22_050, 24_000, 16_000] : [44_100, 48_000, 32_000];
  const bitRate = isLow ? 8_000 : 32_000;
  const frame = Buffer.alloc(Math.floor(((isLow ? 72 : 144) * bitRate) / sampleRate));
  frame.set([0xff, isLow ? 0xf3 : 0xfb, 0x10 | (rates.indexOf(sampleRate) << 2), channels === 1 ? 0xc0 : 0x00]);
  return frame;
};

const ENCODINGS: Readonly<Record<string, Encoding>> = {
  ogg: { ...OPUS, format: () => new OggOutputFormat() },
  webm: { ...OPUS, format: () => new WebMOutputFormat() },
  // As a browser records it: without a length in its header.
  'live.webm': { ...OPUS, format: () => new WebMOutputFormat({ appendOnly: true }) },
  m4a: {
    ...{ format: () => new Mp4OutputFormat(), codec: 'aac', samples: () => 1_024, packet: () => Buffer.alloc(8) },
    description: ({ sampleRate, channels }) => {
      const rate = [96, 88.2, 64, 48, 44.1, 32, 24, 22.05, 16, 12, 11.025, 8].indexOf(sampleRate / 1_000);
      return Buffer.from([(2 << 3) | (rate >> 1), ((rate & 1) << 7) | (channels << 3)]);
    },
  },
  mp3: {
    format: () => new Mp3OutputFormat(),
    codec: 'mp3',
    samples: (rate) => (rate < 32_000 ? 576 : 1_152),
    packet: mp3Frame,
  },
};

/** Kinds of compressed files that `recording` makes. */
export const COMPRESSED = Object.keys(ENCODINGS);

/** Makes a compressed file, whose packets are no sound. @param kind extension, or `live.webm` */
export async function recording(kind: string, properties: AudioProperties): Promise<Buffer> {
  const given = { sampleRate: 16_000, channels: 1, ...properties };
  const encoding = ENCODINGS[kind];
  if (!encoding) throw new Error(`no encoding makes ${kind}`);
  const target = new BufferTarget();
  const output = new Output({ format: encoding.format(), target });
  const source = new EncodedAudioPacketSource(encoding.codec);
  output.addAudioTrack(source);
  await output.start();
  const rate = encoding.codec === 'opus' ? 48_000 : given.sampleRate;
  const each = encoding.samples(rate) / rate;
  const description = encoding.description?.(given);
  const codec = encoding.codec === 'aac' ? 'mp4a.40.2' : encoding.codec;
  const decoderConfig = {
    codec,
    sampleRate: rate,
    numberOfChannels: given.channels,
    ...(description && { description }),
  };
  for (let index = 0; index * each < given.seconds; index += 1) {
    const packet = new EncodedPacket(encoding.packet(given), 'key', index * each, each);
    await source.add(packet, index === 0 ? { decoderConfig } : undefined);
  }
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}
