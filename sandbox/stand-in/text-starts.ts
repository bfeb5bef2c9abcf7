import { Transform } from 'node:stream';

/** Bytes of a frame before its headers: length of the frame, length of the headers, checksum. */
const PRELUDE = 12;

/** Bytes of the checksum at the end of a frame. */
const CHECKSUM = 4;

/**
 * Leaves out the events that begin a block of text. Bedrock sends none: `start` is a union, and text has no member of it. The
 * stand-in model sends an empty one, which boto3 refuses.
 *
 * Source of the frames: Amazon Transcribe Developer Guide, "Event stream encoding", which every event stream of AWS has.
 */
export function withoutTextStarts(): Transform {
  let rest: Buffer = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _, done) {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= PRELUDE && rest.length >= rest.readUInt32BE(0)) {
        const frame = rest.subarray(0, rest.readUInt32BE(0));
        rest = rest.subarray(frame.length);
        if (!isTextStart(frame)) this.push(frame);
      }
      done();
    },
    flush(done) {
      done(null, rest.length > 0 ? rest : undefined);
    },
  });
}

function isTextStart(frame: Buffer): boolean {
  const end = PRELUDE + frame.readUInt32BE(4);
  const payload = frame.subarray(end, frame.length - CHECKSUM).toString();
  return frame.subarray(PRELUDE, end).includes('contentBlockStart') && /"start":\{\}/.test(payload);
}
