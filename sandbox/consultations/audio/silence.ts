/** Samples of a frame; 4,096 is the largest common size that every player accepts. */
const FRAME = 4_096;

const SAMPLE_RATE = 16_000;

/**
 * Makes a FLAC file (one channel, 16 bits, 16 kHz) of silence. A frame of silence has 11 to 14 bytes, so that two hours
 * have less than 400 KB.
 */
export function silence(hours: number): Buffer {
  const frames = Math.ceil((hours * 3_600 * SAMPLE_RATE) / FRAME);
  return Buffer.concat([streamInfo(frames * FRAME), ...Array.from({ length: frames }, (_, number) => frame(number))]);
}

/** Returns `fLaC` and the only metadata block, STREAMINFO, without sizes of frames and without a digest. */
function streamInfo(samples: number): Buffer {
  const block = Buffer.alloc(42);
  block.write('fLaC', 0);
  block.writeUInt8(0x80, 4);
  block.writeUIntBE(34, 5, 3);
  block.writeUInt16BE(FRAME, 8);
  block.writeUInt16BE(FRAME, 10);
  // 20 bits of sample rate, 3 of channels less one, 5 of bits less one, 36 of samples.
  const format = (BigInt(SAMPLE_RATE) << 44n) | (0n << 41n) | (15n << 36n) | BigInt(samples);
  block.writeBigUInt64BE(format, 18);
  return block;
}

/** Returns a frame with one constant subframe. */
function frame(number: number): Buffer {
  // Synchronization, fixed block size; 4,096 samples at 16 kHz; one channel of 16 bits.
  const header = Buffer.from([0xff, 0xf8, 0xc5, 0x08, ...Buffer.from(String.fromCodePoint(number), 'utf8')]);
  const body = Buffer.from([...header, crc(header, 8, 0x07), 0, 0, 0]);
  const check = crc(body, 16, 0x8005);
  return Buffer.from([...body, check >> 8, check & 0xff]);
}

function crc(bytes: Buffer, bits: 8 | 16, polynomial: number): number {
  const [top, mask] = [1 << (bits - 1), 2 ** bits - 1];
  let rest = 0;
  for (const byte of bytes) {
    rest ^= byte << (bits - 8);
    for (let bit = 0; bit < 8; bit += 1) rest = (rest & top ? (rest << 1) ^ polynomial : rest << 1) & mask;
  }
  return rest;
}
