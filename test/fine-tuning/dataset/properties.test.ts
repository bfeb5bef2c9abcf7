import fc from 'fast-check';
import type { FindingCode } from '../../../domain/fine-tuning/dataset/dataset-finding';
import type { DatasetReport } from '../../../domain/fine-tuning/dataset/report';
import { validateDataset } from '../../../domain/fine-tuning/dataset/validate-dataset';
import type { BaseModel } from '../../../domain/models/base-models';
import { BASE_MODELS } from '../../../domain/models/base-models';

const limit = 1000;

/** Words that mean nothing to any check: no digit, no at, no colon, no bracket. */
const sentence = fc
  .array(fc.stringMatching(/^[a-zàéß東 ]{1,12}$/), { minLength: 3, maxLength: 12 })
  .map((words) => `a ${words.join(' ')} z`);

/** Valid records of a model; a number makes each unlike the others, even to the eye of the near-duplicate. */
function records(model: BaseModel): fc.Arbitrary<string[]> {
  const count = Math.max(model.records.min, 20);
  const texts = fc.tuple(sentence, sentence, fc.integer({ min: 1, max: 3 }));
  return fc
    .array(texts, { minLength: count, maxLength: count + 5 })
    .map((all) =>
      all.map(([prompt, completion, turns], index) => record(model, `${letters(index)} ${prompt}`, completion, turns)),
    );
}

function record(model: BaseModel, prompt: string, completion: string, turns: number): string {
  if (model.format === 'prompt-completion') return JSON.stringify({ prompt, completion });
  const turn = [
    { role: 'user', content: [{ text: prompt }] },
    { role: 'assistant', content: [{ text: completion }] },
  ];
  const messages = Array.from({ length: turns }, () => turn).flat();
  return JSON.stringify({ schemaVersion: 'bedrock-conversation-2024', messages });
}

const letters = (index: number) =>
  [...index.toString(26)].map((digit) => 'abcdefghijklmnopqrstuvwxyz'[parseInt(digit, 26)]).join('');

function report(bytes: Buffer, model: BaseModel, chunk = bytes.length): Promise<DatasetReport> {
  const chunks = function* () {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  };
  const training = { name: 'x', key: 'x.jsonl', bytes: () => bytes.length, chunks };
  return validateDataset({ training }, model, { limit });
}

const file = (lines: readonly string[]) => Buffer.from(`${lines.join('\n')}\n`);

/** Faults of one line, and the code of each. */
const CORRUPTIONS: readonly (readonly [code: FindingCode, corrupt: (line: string, model: BaseModel) => string])[] = [
  ['bad-json', (line) => line.slice(0, -1)],
  ['bad-json', (line) => `[${line}]`],
  ['bad-json', (line) => line.replace('"', "'")],
  ['empty-line', () => ' '],
  ['unread-field', (line) => line.replace(/\}$/, ',"more":1}')],
  ['phone-number', (line) => line.replace(/a /, 'a +82-10-1234-5678 ')],
  ['id-number', (line) => line.replace(/a /, 'a 900101-1234568 ')],
  ['wrong-format', () => '{"text":"x"}'],
  ['empty-text', (line) => line.replace(/("text":|"prompt":)"[^"]*"/, '$1" "')],
  ['e-mail', (line) => line.replace(/a /, 'a one@example.org ')],
  ['id-number', (line) => line.replace(/a /, 'a 078-05-1120 ')],
  ['card-number', (line) => line.replace(/a /, 'a 4111111111111111 ')],
  ['carriage-return', (line) => `${line}\r`],
];

const inPrompt = (line: string, text: string) => line.replace(/a /, `a ${text} `);

/** Corruptions of a conversation for a model with reserved strings. */
const OF_CONVERSATIONS: typeof CORRUPTIONS = [
  ['reserved-string', (line) => inPrompt(line, 'Bot:')],
  ['reserved-string', (line) => inPrompt(line, '[EOS]')],
  ['reserved-variant', (line) => inPrompt(line, 'bOt:')],
  ['reserved-variant', (line) => inPrompt(line, 'thought:')],
  ['reserved-variant', (line) => line.replace(/"text":"(?=[^"]*"\}\]\}\]\}$)/, '"text":"user: ')],
  ['wrong-field', (line) => line.replace('"bedrock-conversation-2024"', '7')],
  ['wrong-role', (line) => line.replace('"role":"user"', '"role":"User"')],
  ['wrong-order', (line) => line.replace(/,\{"role":"assistant"[^\]]*\]\}\]\}$/, ']}')],
  ['unknown-content', (line) => line.replace('"text"', '"speech"')],
];

const ALIVE = BASE_MODELS.filter(({ lifecycle }) => lifecycle.status === 'active');

describe.each(ALIVE)('$id', (model) => {
  test('any valid set passes, whatever chunks it comes in', async () => {
    await fc.assert(
      fc.asyncProperty(records(model), fc.integer({ min: 1, max: 5000 }), async (lines, chunk) => {
        const whole = await report(file(lines), model);
        expect(whole.training.findings.filter(({ code }) => code !== 'few-records')).toEqual([]);
        expect(whole.training.records).toBe(lines.length);
        expect(await report(file(lines), model, chunk)).toEqual(whole);
      }),
      { numRuns: 8 },
    );
  });

  test('each single corruption is found at its line, and nothing else', async () => {
    const corruptions = [...CORRUPTIONS, ...(model.reserved.length > 0 ? OF_CONVERSATIONS : [])];
    const cases = fc.tuple(records(model), fc.nat(), fc.constantFrom(...corruptions));
    await fc.assert(
      fc.asyncProperty(cases, async ([lines, at, [code, corrupt]]) => {
        const index = at % lines.length;
        const corrupted = lines.map((line, n) => (n === index ? corrupt(line, model) : line));
        const { training } = await report(file(corrupted), model);
        const found = training.findings.filter((one) => one.line !== undefined).map((one) => [one.line, one.code]);
        expect(found).toEqual([[index + 1, code]]);
      }),
      { numRuns: 25 },
    );
  });
});
