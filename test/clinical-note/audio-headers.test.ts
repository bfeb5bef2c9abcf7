import fc from 'fast-check';
import { type AudioFile, READING, readAudioHeaders } from '../../domain/clinical-note/audio/audio-headers';
import { AUDIO_REJECTIONS } from '../../domain/clinical-note/audio/audio-rejections';
import { checkRecording } from '../../domain/clinical-note/audio/check-recording';
import { COMPRESSED, flac, recording, wav } from '../support/audio-files';

/** File in memory that counts what is read of it. @param size as S3 says it; what follows the content is zeros */
function fileOf(content: Buffer, size = content.length) {
  const count = { bytes: 0, requests: 0 };
  const file: AudioFile = {
    size,
    read: (start, end) => {
      count.bytes += end - start;
      count.requests += 1;
      const bytes = Buffer.alloc(end - start);
      content.subarray(start, end).copy(bytes);
      return Promise.resolve(bytes);
    },
  };
  return { file, count };
}

const box = (name: string, ...contents: readonly Buffer[]) => {
  const content = Buffer.concat(contents);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + content.length);
  header.write(name, 4);
  return Buffer.concat([header, content]);
};

/** Beginning of an MP4 file. */
const FTYP = box('ftyp', Buffer.from('mp42\0\0\0\0'));

const ATOMS = Array<Buffer>(100_000).fill(box('free'));
const TEN_GB = Buffer.from('000000016d6f6f7600000002540be400', 'hex');
const LARGE = Buffer.from('05f5e1006d6f6f76', 'hex');
/** Header of the tag before an MP3. */
const TAG = Buffer.from('4944330400007f7f7f7f', 'hex');
const EBML = Buffer.from('1a45dfa3', 'hex');
const ELEMENTS = Buffer.alloc(1_000_000, 0x81);

/** Overwrites a number of a box of MP4, at its offset behind the name. */
function patched(content: Buffer, name: string, offset: number, value: (old: number) => number): Buffer {
  const copy = Buffer.from(content);
  const at = copy.indexOf(name) + name.length + offset;
  copy.writeUInt32BE(value(copy.readUInt32BE(at)), at);
  return copy;
}

/** Offsets of ISO/IEC 14496-12: the duration in `mdhd`, the length of the first samples in `stts`. */
const DURATION = ['mdhd', 16] as const;
const DELTA = ['stts', 12] as const;

describe('an MP4 file', () => {
  test.each([
    ['longer', 3],
    ['shorter', 1 / 180],
  ])('is not believed that claims to be %s than its samples', async (_, factor) => {
    const content = patched(await recording('m4a', { seconds: 180 }), ...DURATION, (old) => Math.round(old * factor));
    expect(await readAudioHeaders(fileOf(content).file)).toBe('UnknownLength');
  });

  test('is not believed that claims 80 minutes with the bytes of ten samples', async () => {
    const short = await recording('m4a', { seconds: 0.64 });
    const longer = (old: number) => old * 7_500;
    const content = patched(patched(short, ...DURATION, longer), ...DELTA, longer);
    expect(await readAudioHeaders(fileOf(content).file)).toBe('UnknownLength');
    // The same headers before as many bytes as such a recording has: nothing tells that they are no sound.
    expect(await readAudioHeaders(fileOf(content, 500_000).file)).toMatchObject({ seconds: expect.closeTo(4_800, 0) });
  });
});

describe('readAudioHeaders', () => {
  test.each([
    ['wav', wav({ seconds: 2, channels: 2 }), { extensions: ['wav'], seconds: 2, sampleRate: 16_000, channels: 2 }],
    [
      'flac',
      flac({ seconds: 5_400, sampleRate: 44_100 }),
      { extensions: ['flac'], seconds: 5_400, sampleRate: 44_100 },
    ],
    ['mp3', recording('mp3', { seconds: 2, channels: 2 }), { extensions: ['mp3'], channels: 2, sampleRate: 16_000 }],
    ['mp3', recording('mp3', { seconds: 2, sampleRate: 44_100 }), { extensions: ['mp3'], sampleRate: 44_100 }],
    ['m4a', recording('m4a', { seconds: 2, channels: 2 }), { extensions: ['m4a', 'mp4'], channels: 2 }],
    ['ogg', recording('ogg', { seconds: 2 }), { extensions: ['ogg'], channels: 1, sampleRate: 48_000 }],
    ['webm', recording('webm', { seconds: 2 }), { extensions: ['webm'], channels: 1 }],
    ['webm without a length', recording('live.webm', { seconds: 2 }), { extensions: ['webm'] }],
  ])('tells the format and the length of %s', async (_, content, expected) => {
    const headers = await readAudioHeaders(fileOf(await content).file);
    expect(headers).toMatchObject({ seconds: expect.closeTo(2, 0), ...expected });
  });

  test.each([
    ['wav', wav({ seconds: 1 }, 1_900_000_000), 1_900_000_044, 8_192, 2],
    ['flac', flac({ seconds: 5_400 }), 1_900_000_000, 8_192, 2],
    ['mp3', recording('mp3', { seconds: 1 }), 1_900_000_000, 73_728, 3],
    ['webm', recording('webm', { seconds: 600 }), undefined, 131_072, 4],
    ['m4a of 90 minutes', recording('m4a', { seconds: 5_400 }), undefined, 425_984, 4],
  ])('reads as little of a large %s', async (_, content, size, bytes, requests) => {
    const { file, count } = fileOf(await content, size);
    await readAudioHeaders(file);
    expect(count.bytes).toBeLessThanOrEqual(bytes);
    expect(count.requests).toBeLessThanOrEqual(requests);
  });

  test('finds the end of a long Ogg file without reading it', async () => {
    const content = await recording('ogg', { seconds: 1_800 });
    // As a recording with a realistic bit rate: the pages are where they are, and larger.
    const { file, count } = fileOf(content);
    expect(await readAudioHeaders(file)).toMatchObject({ seconds: expect.closeTo(1_800, 0) });
    expect(count.requests).toBeLessThan(READING.requests);
    expect(count.bytes).toBeLessThan(READING.bytes);
  });

  test.each<readonly [string, { readonly content: Buffer; readonly size?: number; readonly expected: string }]>([
    ['zeros', { content: Buffer.alloc(100_000), expected: 'NotAudio' }],
    ['ones', { content: Buffer.alloc(100_000, 0xff), expected: 'NotAudio' }],
    ['text', { content: Buffer.from('<html>'.repeat(10_000)), expected: 'NotAudio' }],
    ['a zip bomb', { content: Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(50_000)]), expected: 'NotAudio' }],
    ['half a header', { content: wav({ seconds: 0 }).subarray(0, 40), expected: 'NotAudio' }],
    ['AMR', { content: Buffer.from('#!AMR-WB\n0123456789'), expected: 'Unsupported' }],
    ['atoms without end', { content: Buffer.concat([FTYP, ...ATOMS]), expected: 'UnknownLength' }],
    ['an atom that claims 10 GB', { content: Buffer.concat([FTYP, TEN_GB]), expected: 'NotAudio' }],
    ['an atom of 100 MB', { content: Buffer.concat([FTYP, LARGE]), size: 120_000_000, expected: 'UnknownLength' }],
    ['a tag of 256 MB', { content: TAG, size: 300_000_000, expected: 'NotAudio' }],
    ['elements without end', { content: Buffer.concat([EBML, ELEMENTS]), expected: 'UnknownLength' }],
    ['pages without content', { content: Buffer.concat([Buffer.from('OggS'), ELEMENTS]), expected: 'NotAudio' }],
  ])('ends within its limits for %s', async (_, { content, size, expected }) => {
    const { file, count } = fileOf(content, size);
    expect(await readAudioHeaders(file)).toBe(expected);
    expect(count.bytes).toBeLessThanOrEqual(READING.bytes);
    expect(count.requests).toBeLessThanOrEqual(READING.requests + 1);
  });

  test('ends within its limits for any damage to any format', async () => {
    const good = [wav({ seconds: 1 }), flac({ seconds: 1 })];
    for (const kind of COMPRESSED) good.push(await recording(kind, { seconds: 1 }));
    const damages = fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...good), damages, fc.nat(2 ** 31), async (content, bytes, more) => {
        const damaged = Buffer.from(content);
        for (const [at, value] of bytes) damaged[at % damaged.length] = value;
        const { file, count } = fileOf(damaged, damaged.length + more);
        const result = await readAudioHeaders(file);
        expect(typeof result === 'string' ? AUDIO_REJECTIONS : { [String(result)]: 1 }).toHaveProperty([
          String(result),
        ]);
        expect(count.bytes).toBeLessThanOrEqual(READING.bytes);
        expect(count.requests).toBeLessThanOrEqual(READING.requests + 1);
      }),
      { numRuns: 120 },
    );
  });

  test('passes on what a request throws, whatever the library makes of it', async () => {
    const content = Buffer.concat([FTYP, box('free', Buffer.alloc(90_000)), box('moov')]);
    let requests = 0;
    const read = (start: number, end: number) =>
      ++requests > 1 ? Promise.reject(new Error('denied')) : Promise.resolve(content.subarray(start, end));
    const file = { size: content.length, read };
    await expect(readAudioHeaders(file)).rejects.toThrow('denied');
  });
});

describe('checkRecording', () => {
  const check = (content: Buffer, extension: 'wav' | 'flac' | 'mp3' = 'wav', channels?: 'clinician,patient') =>
    checkRecording(fileOf(content).file, extension, channels ? { channels } : {});

  test.each([
    ['90 minutes', flac({ seconds: 5_400 }), undefined],
    ['a second more', flac({ seconds: 5_401 }), 'TooLong'],
    ['half a second', flac({ seconds: 0.5 }), undefined],
    ['less', flac({ seconds: 0.4 }), 'TooShort'],
    ['16 kHz', flac({ seconds: 1, sampleRate: 16_000 }), undefined],
    ['less', flac({ seconds: 1, sampleRate: 15_999 }), 'LowSampleRate'],
  ])('knows the limit: %s', async (_, content, expected) => {
    const result = await check(content, 'flac');
    expect(typeof result === 'string' ? result : undefined).toBe(expected);
  });

  test.each([
    [2, undefined],
    [1, 'WrongChannels'],
    [3, 'WrongChannels'],
  ])('with channel identification, %d channels are %s', async (channels, expected) => {
    const result = await check(wav({ seconds: 1, channels }), 'wav', 'clinician,patient');
    expect(typeof result === 'string' ? result : undefined).toBe(expected);
  });

  test('reads nothing of a file that is too large', async () => {
    const { file, count } = fileOf(wav({ seconds: 1 }), 2_000_000_001);
    expect(await checkRecording(file, 'wav', {})).toBe('TooLarge');
    expect(count.requests).toBe(0);
  });
});
