import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseByteRange } from '../../../cli/healthscribe/review/byte-range';
import { cleanUpReviews, send, serve } from '../../support/review-run';

cleanUpReviews();

describe('the recording is sent by ranges', () => {
  test('each range has exactly its bytes', async () => {
    const served = await serve();
    const file = readFileSync(join(served.folder, 'recording.wav'));
    const path = `${served.base}recording`;
    const whole = await send(served, path);
    expect(whole).toMatchObject({ status: 200, headers: { 'accept-ranges': 'bytes', 'content-type': 'audio/wav' } });
    expect(Buffer.from(whole.body, 'latin1').equals(file)).toBe(true);
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.nat(5000), async (first, length) => {
        const { status, headers, body } = await send(served, path, {
          headers: { range: `bytes=${first}-${first + length}` },
        });
        const last = Math.min(first + length, file.length - 1);
        expect(status).toBe(206);
        expect(headers['content-range']).toBe(`bytes ${first}-${last}/${file.length}`);
        expect(Buffer.from(body, 'latin1').equals(file.subarray(first, last + 1))).toBe(true);
      }),
      { numRuns: 20 },
    );
    const beyond = await send(served, path, { headers: { range: `bytes=${file.length}-` } });
    expect(beyond).toMatchObject({ status: 416, headers: { 'content-range': `bytes */${file.length}` } });
  });

  test.each([
    [undefined, undefined],
    ['bytes=0-9', { first: 0, last: 9 }],
    ['bytes=90-', { first: 90, last: 99 }],
    ['bytes=90-500', { first: 90, last: 99 }],
    ['bytes=-10', { first: 90, last: 99 }],
    ['bytes=-500', { first: 0, last: 99 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=9-0', undefined],
    ['bytes=0-1,5-6', undefined],
    ['bytes=-', undefined],
    ['lines=0-9', undefined],
  ])('%s of 100 bytes', (header, range) => expect(parseByteRange(header, 100)).toEqual(range));
});
