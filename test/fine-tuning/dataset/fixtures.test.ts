import { join } from 'node:path';
import { openSource } from '../../../cli/fine-tuning/validate/open-source';
import { validateSources } from '../../../cli/fine-tuning/validate/validate-sources';
import { CODES } from '../../../domain/fine-tuning/dataset/dataset-finding';
import type { FileReport } from '../../../domain/fine-tuning/dataset/report';
import { findBaseModel } from '../../../domain/models/base-models';
import { DATASET_FIXTURES } from '../../support/dataset-fixtures';
import { DATASET_ROWS } from '../../support/dataset-rows';

const FOLDER = 'test/fixtures/datasets';
const limit = 1000;

const foundIn = (file: FileReport | undefined) =>
  (file?.findings ?? [])
    .filter(({ code }) => code !== 'few-records')
    .map(({ line = '-', code }) => `${line} ${code}`)
    .sort();

test.each(DATASET_FIXTURES)('$file for $model: $found $validation', async (fixture) => {
  const model = findBaseModel(fixture.model ?? 'amazon.nova-lite-v1:0');
  if (!model) throw new Error(`${fixture.model} is not in the table`);
  const open = (file: string) => openSource(join(FOLDER, file), '.');
  const training = await open(fixture.file);
  const validation = fixture.validation && (await open(fixture.validation.file));

  const mediaIn = fixture.bucket && `${fixture.bucket}/`;
  const report = await validateSources({
    sources: validation ? [training, validation] : [training],
    model,
    mediaIn,
    limit,
  });

  expect(foundIn(report.training)).toEqual([...fixture.found].sort());
  expect(foundIn(report.validation)).toEqual([...(fixture.validation?.found ?? [])].sort());
  const codes = [...fixture.found, ...(fixture.validation?.found ?? [])].map((found) => found.split(' ')[1]);
  expect(report.ok).toBe(codes.every((code) => CODES[code as keyof typeof CODES].severity === 'warning'));
});

test('every code has a file or a row that shows it, except those of files that are too large to keep', () => {
  const inFiles = DATASET_FIXTURES.flatMap(({ found, validation }) => [...found, ...(validation?.found ?? [])]);
  const shown = new Set([
    ...inFiles.map((found) => found.split(' ')[1]),
    ...DATASET_ROWS.flatMap(({ found }) => found),
  ]);
  expect(
    Object.keys(CODES)
      .filter((code) => !shown.has(code))
      .sort(),
  ).toEqual(['few-records', 'line-too-long', 'too-many-records']);
});
