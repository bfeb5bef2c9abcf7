import { readFileSync } from 'node:fs';
import { validateDataset } from '../../../domain/fine-tuning/dataset/validate-dataset';
import { findBaseModel } from '../../../domain/models/base-models';
import { LITE } from '../../support/dataset-row';
import { DATASET_ROWS } from '../../support/dataset-rows';

const LINE = 17;

/** Escapes all characters beyond ASCII, as Python does by default. */
const escaped = (text: string) =>
  text.replace(/[^\0-\x7f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

describe.each(DATASET_ROWS)('$name for $model', ({ model: id = LITE, file = 'good-nova.jsonl', row, found }) => {
  const model = findBaseModel(id);
  if (!model) throw new Error(`${id} is not a base model`);
  const lines = readFileSync(`test/fixtures/datasets/${file}`, 'utf8').trimEnd().split('\n');

  test.each([
    ['UTF-8', (text: string) => text],
    ['escapes', escaped],
  ])(`${found.length === 0 ? 'nothing' : found.join(', ')}, as %s`, async (_, encode) => {
    const bytes = Buffer.from(`${lines.with(LINE - 1, encode(JSON.stringify(row))).join('\n')}\n`);
    const training = { name: 'train.jsonl', key: 'train.jsonl', bytes: () => bytes.length, chunks: () => [bytes] };
    const report = await validateDataset({ training }, model, { limit: 100 });
    const findings = report.training.findings.filter(({ line }) => line !== undefined);
    expect(findings.map(({ line }) => line)).toEqual(findings.map(() => LINE));
    expect(findings.map(({ code }) => code).sort()).toEqual([...found].sort());
  });
});
