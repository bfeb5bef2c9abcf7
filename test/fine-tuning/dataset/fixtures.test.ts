import { join } from 'node:path';
import { datasetFile, openSource } from '../../../cli/fine-tuning/validate/dataset-file';
import { CODES } from '../../../domain/fine-tuning/dataset/finding';
import type { FileReport } from '../../../domain/fine-tuning/dataset/report';
import { validateDataset } from '../../../domain/fine-tuning/dataset/validate-dataset';
import { findBaseModel } from '../../../domain/models/base-models';
import { DATASET_FIXTURES } from '../../support/dataset-fixtures';

const FOLDER = 'test/fixtures/datasets';
const by = { threads: 1, program: '', onProgress: () => undefined };
const limit = 1000;

const foundIn = (file: FileReport | undefined) =>
  (file?.findings ?? [])
    .filter(({ code }) => code !== 'few-records')
    .map(({ line = '-', code }) => `${line} ${code}`)
    .sort();

test.each(DATASET_FIXTURES)('$file for $model: $found $validation', async (fixture) => {
  const model = findBaseModel(fixture.model ?? 'amazon.nova-lite-v1:0');
  if (!model) throw new Error(`${fixture.model} is not in the table`);
  const options = { limit, ...(fixture.bucket && { mediaIn: `${fixture.bucket}/` }) };
  const open = async (file: string) => datasetFile(await openSource(join(FOLDER, file), '.'), model, options, by);
  const training = await open(fixture.file);
  const validation = fixture.validation && (await open(fixture.validation.file));

  const report = await validateDataset({ training, ...(validation && { validation }) }, model, { limit });

  expect(foundIn(report.training)).toEqual([...fixture.found].sort());
  expect(foundIn(report.validation)).toEqual([...(fixture.validation?.found ?? [])].sort());
  const codes = [...fixture.found, ...(fixture.validation?.found ?? [])].map((found) => found.split(' ')[1]);
  expect(report.ok).toBe(codes.every((code) => CODES[code as keyof typeof CODES].severity === 'warning'));
});

test('every code has a file that shows it, but for those of files too large to keep', () => {
  const shown = new Set(
    DATASET_FIXTURES.flatMap(({ found, validation }) => [...found, ...(validation?.found ?? [])]).map(
      (found) => found.split(' ')[1],
    ),
  );
  expect(Object.keys(CODES).filter((code) => !shown.has(code))).toEqual([
    'line-too-long',
    'too-many-records',
    'few-records',
  ]);
});
