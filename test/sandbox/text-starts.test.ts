import { Readable } from 'node:stream';
import { withoutTextStarts } from '../../sandbox/stand-in/text-starts';

/** A frame as far as its lengths, one header and its payload; the checksums are not read. */
function frame(event: string, payload: object): Buffer {
  const name = ':event-type';
  const header = Buffer.concat([
    Buffer.from([name.length]),
    Buffer.from(name),
    Buffer.from([7, 0, event.length]),
    Buffer.from(event),
  ]);
  const body = Buffer.from(JSON.stringify(payload));
  const prelude = Buffer.alloc(12);
  prelude.writeUInt32BE(12 + header.length + body.length + 4, 0);
  prelude.writeUInt32BE(header.length, 4);
  return Buffer.concat([prelude, header, body, Buffer.alloc(4)]);
}

const START = frame('contentBlockStart', { contentBlockIndex: 0, start: {} });
const TOOL = frame('contentBlockStart', { contentBlockIndex: 1, start: { toolUse: { toolUseId: 'a', name: 'b' } } });
const TEXT = frame('contentBlockDelta', { delta: { text: 'contentBlockStart "start":{}' } });
const STOP = frame('messageStop', { stopReason: 'end_turn' });

const passed = async (chunks: readonly Buffer[]) =>
  Buffer.concat(await Readable.from(chunks).pipe(withoutTextStarts()).toArray());

test.each([1, 7, 64, 10_000])('starts of text are left out, and nothing else, in chunks of %i bytes', async (size) => {
  const all = Buffer.concat([START, TEXT, TOOL, START, STOP]);
  const chunks = Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.subarray(at * size, (at + 1) * size),
  );
  expect(await passed(chunks)).toEqual(Buffer.concat([TEXT, TOOL, STOP]));
});

test('a stream that breaks off stays as it is', async () => {
  expect(await passed([TEXT, STOP.subarray(0, 9)])).toEqual(Buffer.concat([TEXT, STOP.subarray(0, 9)]));
});
