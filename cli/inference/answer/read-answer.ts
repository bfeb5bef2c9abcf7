import { createParser } from 'eventsource-parser';
import { OperatorError } from '../../../domain/operator-error';
import type { Operation } from '../../../lambda/inference/contract';
import { parseJson } from '../../functions/parse-json';
import { type AnswerPart, partsOfDocument, partsOfEvent } from './answer-part';

/** Reads the function's bytes, split anywhere, and yields each part of the answer as soon as it is complete. */
export function readAnswer(operation: Operation, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<AnswerPart> {
  return operation.endsWith('Stream') ? readEvents(bytes) : readDocument(bytes);
}

async function* readEvents(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<AnswerPart> {
  const decoder = new TextDecoder();
  const parts: AnswerPart[] = [];
  const parser = createParser({
    onEvent: ({ event = '', data }) => parts.push(...partsOfEvent(event, jsonOf(data))),
  });
  for await (const chunk of bytes) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    yield* parts.splice(0);
  }
}

async function* readDocument(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<AnswerPart> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  yield* partsOfDocument(jsonOf(Buffer.concat(chunks).toString()));
}

function jsonOf(text: string): unknown {
  const value = parseJson(text);
  if (value !== undefined) return value;
  throw new OperatorError(
    'PB-ASK-007',
    'The answer of the function is not complete JSON.',
    'Check that the function comes from this version of this repository.',
  );
}
