import { createParser } from 'eventsource-parser';

export interface ServerSentEvent {
  readonly event: string;
  readonly data: unknown;
}

/** Reads server-sent events as a client of the field does, and accepts nothing but whole events of one name and one line of JSON each. */
export const parseEvents = (text: string): readonly ServerSentEvent[] => {
  const strict = parseStrictly(text);
  const read: ServerSentEvent[] = [];
  createParser({ onEvent: ({ event = '', data }) => read.push({ event, data: JSON.parse(data) }) }).feed(text);
  expect(read).toEqual(strict);
  return strict;
};

const parseStrictly = (text: string): readonly ServerSentEvent[] => {
  if (text === '') return [];
  if (!text.endsWith('\n\n')) throw new Error('The last event is not whole.');
  return text
    .slice(0, -2)
    .split('\n\n')
    .map((block) => {
      const [, event, data] = /^event: ([!-~]+)\ndata: ([^\r\n]+)$/.exec(block) ?? [];
      if (!event || !data) throw new Error(`Not a server-sent event: ${block}`);
      return { event, data: JSON.parse(data) };
    });
};
