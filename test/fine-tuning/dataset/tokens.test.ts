import { readFileSync } from 'node:fs';
import type { Llama3Tokenizer } from 'llama3-tokenizer-js';
import { calibrationRows, latin1, SAMPLES } from '../../../bench/tokens/calibration-table';
import { countTokens, sampleTokens, TOKEN_BANDS } from '../../../domain/fine-tuning/dataset/record/tokens';
import { validateDataset } from '../../../domain/fine-tuning/dataset/validate-dataset';
import { findBaseModel } from '../../../domain/models/base-models';

// The main file of the package is an ES module, which Jest does not load.
const { llama3Tokenizer: llama } = jest.requireActual<{ llama3Tokenizer: Llama3Tokenizer }>(
  'llama3-tokenizer-js/bundle/commonjs-llama3-tokenizer-with-baked-data.cjs',
);

const countLlamaTokens = (text: string) => llama.encode(text, { bos: false, eos: false }).length;

describe('the token estimate', () => {
  test.each(Object.entries(SAMPLES))('is within the band of Llama 3 for %s', (_, text) => {
    const ratio = countLlamaTokens(text) / countTokens(latin1(text));
    expect(ratio).toBeGreaterThan(TOKEN_BANDS['llama-3'].low);
    expect(ratio).toBeLessThan(TOKEN_BANDS['llama-3'].high);
  });

  /** Texts that the weights were not fitted to. */
  test.each([
    'README.md',
    'docs/security.md',
    'domain/operator-error.ts',
    'package.json',
    'test/fixtures/datasets/good-unicode.jsonl',
  ])('is within the band of Llama 3 for %s, which it was not fitted to', (file) => {
    const text = readFileSync(file, 'utf8').slice(0, 4000);
    const ratio = countLlamaTokens(text) / countTokens(latin1(text));
    expect(ratio).toBeGreaterThan(TOKEN_BANDS['llama-3'].low);
    expect(ratio).toBeLessThan(TOKEN_BANDS['llama-3'].high);
  });

  test('is the same for bytes of UTF-8 and for characters that JSON escapes', () => {
    for (const kind of ['Korean', 'Japanese', 'Chinese', 'Russian', 'Arabic', 'Hindi', 'Thai', 'emoji'] as const) {
      const text = SAMPLES[kind] ?? '';
      expect(countTokens(text) / countTokens(latin1(text))).toBeCloseTo(1, 1);
    }
  });

  test('from samples is close to that from all characters', () => {
    const texts = Object.values(SAMPLES).map((text) => latin1(text).repeat(20));
    const sum = (count: (text: string) => number) => texts.reduce((total, text) => total + count(text), 0);
    expect(sum(sampleTokens) / sum(countTokens)).toBeCloseTo(1, 0);
    expect(sampleTokens('short')).toBe(countTokens('short'));
  });

  test('from samples never decides that a long example fits', async () => {
    const line = (question: string) =>
      JSON.stringify({ messages: ['user', 'assistant'].map((role) => ({ role, content: [{ text: question }] })) });
    const model = findBaseModel('amazon.nova-lite-v1:0');
    if (!model) throw new Error('no model');
    const lines = Array.from({ length: 4_200 }, (_, index) => line(`question ${index}`));
    const long = line('\u{1f600}'.repeat(6_000));
    const bytes = Buffer.from(`${[...lines, long].join('\n')}\n`);
    const training = { name: 'a.jsonl', key: 'a.jsonl', bytes: () => bytes.length, chunks: () => [bytes] };
    const { counts } = (await validateDataset({ training }, model, { limit: 1 })).training;
    expect(counts).toMatchObject({ 'too-long-perhaps': 1 });
  });

  test('has its table in docs/fine-tuning.md: node with bench/tokens/calibrate.ts prints it', () => {
    expect(readFileSync('docs/fine-tuning.md', 'utf8')).toContain(calibrationRows(countLlamaTokens).join('\n'));
  });
});
