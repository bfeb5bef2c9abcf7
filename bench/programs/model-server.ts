import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStreamCodec } from '@smithy/core/event-streams';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';
import { scriptedIn } from '../scripted-answer';

// A stand-in for bedrock-runtime, and for Retrieve, in a process of its own: real event-stream frames, encoded once and sent as fast as
// they are taken, so that the server is not what is measured.
const codec = new EventStreamCodec(toUtf8, fromUtf8);

const frame = (name: string, payload: object): Uint8Array =>
  codec.encode({
    headers: {
      ':message-type': { type: 'string', value: 'event' },
      ':event-type': { type: 'string', value: name },
      ':content-type': { type: 'string', value: 'application/json' },
    },
    body: fromUtf8(JSON.stringify(payload)),
  });

const usage = { inputTokens: 1, outputTokens: 1, totalTokens: 2 };
const HEAD = frame('messageStart', { role: 'assistant' });
const TAIL = Buffer.concat([
  frame('contentBlockStop', { contentBlockIndex: 0 }),
  frame('messageStop', { stopReason: 'end_turn' }),
  frame('metadata', { usage, metrics: { latencyMs: 1 } }),
]);

/** Frames are sent by the block, as a network hands them over. */
const BLOCK_BYTES = 64 * 1024;

const blocks = new Map<number, { readonly frames: number; readonly delta: Uint8Array; readonly block: Uint8Array }>();

function blockOf(characters: number) {
  const known = blocks.get(characters);
  if (known) return known;
  const delta = frame('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'x'.repeat(characters) } });
  const frames = Math.max(1, Math.floor(BLOCK_BYTES / delta.length));
  const made = { frames, delta, block: Buffer.concat(Array.from({ length: frames }, () => delta)) };
  blocks.set(characters, made);
  return made;
}

/** Response of Retrieve: five passages of about 300 tokens. */
const RETRIEVED = JSON.stringify({
  retrievalResults: Array.from({ length: 5 }, (_, index) => ({
    content: { type: 'TEXT', text: `${index} ${'The notice is three months. '.repeat(45)}` },
    location: { type: 'S3', s3Location: { uri: `s3://documents/documents/${index}.md` } },
    score: 0.5,
    metadata: { allowedGroups: ['everyone'] },
  })),
});

async function answer(path: string, response: ServerResponse): Promise<void> {
  if (path.endsWith('/retrieve')) return void response.setHeader('content-type', 'application/json').end(RETRIEVED);
  const { events, characters, pauseMs } = scriptedIn(path);
  const { frames, delta, block } = blockOf(characters);
  response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
  response.write(HEAD);
  if (pauseMs !== undefined) {
    for (let left = events; left > 0; left--) {
      await pause(pauseMs);
      response.write(delta);
    }
    return void response.end(TAIL);
  }
  for (let left = events; left > 0; left -= frames) {
    if (!response.write(left >= frames ? block : block.subarray(0, left * delta.length))) await once(response, 'drain');
  }
  response.end(TAIL);
}

const server = createServer((request, response) => {
  request.resume().once('end', () => void answer(request.url ?? '', response));
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
