import { conversationLength, type SpokenTurn } from '../spoken-turns';

/** Lowest rate that HealthScribe accepts. */
const SAMPLE_RATE = 16_000;

const SAMPLES_PER_HUNDREDTH = SAMPLE_RATE / 100;

/** Tone of a speaker in hertz, of the first who speaks to the fourth. */
const TONES = [220, 330, 440, 550] as const;

const AMPLITUDE = 3_000;

/**
 * Makes a WAV file (PCM, 16 bits, 16 kHz) with a tone for each turn, so that one hears where a segment begins.
 *
 * @param channels roles on the channels. @default - one channel with all
 * @param length hundredths of a second. @default - the conversation
 */
export function tones(
  turns: readonly SpokenTurn[],
  channels: readonly string[] = [],
  length = conversationLength(turns),
): Buffer {
  const width = Math.max(1, channels.length);
  const samples = new Int16Array(length * SAMPLES_PER_HUNDREDTH * width);
  const speakers = [...new Set(turns.map(({ speaker }) => speaker))];
  for (const { speaker, begin, end } of turns) {
    const channel = Math.max(0, channels.indexOf(speaker));
    const tone = TONES[speakers.indexOf(speaker) % TONES.length] ?? TONES[0];
    const last = Math.min(end, length) * SAMPLES_PER_HUNDREDTH;
    for (let at = begin * SAMPLES_PER_HUNDREDTH; at < last; at += 1) {
      samples[at * width + channel] = AMPLITUDE * Math.sin((2 * Math.PI * tone * at) / SAMPLE_RATE);
    }
  }
  return Buffer.concat([wavHeader(samples.byteLength, width), littleEndian(samples)]);
}

function wavHeader(bytes: number, channels: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  return header;
}

function littleEndian(samples: Int16Array): Buffer {
  const bytes = Buffer.from(samples.buffer);
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? bytes : bytes.swap16();
}
