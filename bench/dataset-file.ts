import { closeSync, openSync, writeSync } from 'node:fs';

const WORDS =
  'the private model answers a question about network endpoints keys and policies which every account should have since data never leaves it unless somebody asks for this in writing: then names like Alice or Zoë count; it works. However, "quoted" words also occur\n'.split(
    ' ',
  );

/** Average number of words for each number, such as a year. */
const WORDS_A_NUMBER = 100;

/** Pseudo-random numbers, the same in every run (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Writes conversations of a few hundred tokens until the file has this many bytes. One in 5,000 has an e-mail address. */
export function writeDataset(path: string, bytes: number): void {
  const random = randomNumbers(7);
  const word = () => (random(WORDS_A_NUMBER) === 0 ? String(1900 + random(200)) : WORDS[random(WORDS.length)]);
  const text = (words: number) => Array.from({ length: words }, word).join(' ');
  const turn = () => [
    { role: 'user', content: [{ text: text(15 + random(60)) + (random(5000) === 0 ? ' someone@example.com' : '') }] },
    { role: 'assistant', content: [{ text: text(20 + random(100)) }] },
  ];
  const system = [{ text: 'You are a helpful assistant of a bank.' }];
  const file = openSync(path, 'w');
  for (let size = 0; size < bytes; ) {
    const records = Array.from({ length: 1000 }, () =>
      JSON.stringify({
        schemaVersion: 'bedrock-conversation-2024',
        system,
        messages: Array.from({ length: 1 + random(2) }, turn).flat(),
      }),
    );
    size += writeSync(file, `${records.join('\n')}\n`);
  }
  closeSync(file);
}

/** Writes one unfinished record with a text of this many bytes. */
export function writeLongLine(path: string, bytes: number): void {
  const file = openSync(path, 'w');
  writeSync(file, '{"schemaVersion":"bedrock-conversation-2024","messages":[{"role":"user","content":[{"text":"');
  const text = Buffer.alloc(2 ** 20, 'a word ');
  for (let size = 0; size < bytes; size += text.length) writeSync(file, text);
  closeSync(file);
}
