import { EventStreamCodec } from '@smithy/core/event-streams';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';
import type { FunctionErrorBody } from './protocol';

const codec = new EventStreamCodec(toUtf8, fromUtf8);

const frame = (event: string, contentType: string, body: Uint8Array): Uint8Array =>
  codec.encode({
    headers: {
      ':message-type': { type: 'string', value: 'event' },
      ':event-type': { type: 'string', value: event },
      ':content-type': { type: 'string', value: contentType },
    },
    body,
  });

/** Frame of InvokeWithResponseStream with one piece of the answer. */
export const payloadChunk = (bytes: Uint8Array): Uint8Array => frame('PayloadChunk', 'application/octet-stream', bytes);

/** Last frame of InvokeWithResponseStream, with the error if any. */
export const invokeComplete = (error?: FunctionErrorBody): Uint8Array =>
  frame(
    'InvokeComplete',
    'application/json',
    fromUtf8(JSON.stringify(error ? { ErrorCode: error.errorType, ErrorDetails: JSON.stringify(error) } : {})),
  );
