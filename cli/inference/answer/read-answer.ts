import { createParser } from 'eventsource-parser';
import { OperatorError } from '../../../domain/operator-error';
import type { Operation } from '../../../lambda/inference/contract';
import { parsed } from '../question/parsed';
import { type AnswerPart, partsOfDocument, partsOfEvent } from './answer-part';

/** Reads the function's bytes, wherever they are split, and gives each part of the answer as soon as it is there. */
export function readAnswer(operation: Operation, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<AnswerPart> {
  return operation.endsWith('Stream') ? readEvents(bytes) : readDocument(bytes);
}

async function* readEvents(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<AnswerPart> {
  const decoder = new TextDecoder();
  const parts: AnswerPart[] = [];
  const parser = createParser({
    onEvent: ({ event = '', data }) => parts.push(...partsOfEvent(event, json(data))),
  });
  for await (const chunk of bytes) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    yield* parts.splice(0);
  }
}

async function* readDocument(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<AnswerPart> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  yield* partsOfDocument(json(Buffer.concat(chunks).toString()));
}

function json(text: string): unknown {
  const value = parsed(text);
  if (value !== undefined) return value;
  throw new OperatorError(
    'PB-ASK-007',
    'What the function answered cannot be read: it is no whole JSON.',
    'Look whether the function is the one of this repository, and of this version.',
  );
}
