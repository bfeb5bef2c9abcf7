import { datasetFile, openSource } from '../../cli/fine-tuning/validate/dataset-file';
import { validateDataset } from '../../domain/fine-tuning/dataset/validate-dataset';
import { findBaseModel } from '../../domain/models/base-models';

// The validator with every check on, by so many threads. Reports what it took, and the most memory that it ever held.

async function main([path = '', threads = '1', program = '']: readonly string[]): Promise<void> {
  const model = findBaseModel('amazon.nova-lite-v1:0');
  if (!model) throw new Error('the model has gone');
  const start = performance.now();
  const by = { threads: Number(threads), program, onProgress: () => undefined };
  const training = await datasetFile(
    await openSource(path, process.cwd()),
    model,
    { limit: 10, mediaIn: 'datasets/' },
    by,
  );
  const report = await validateDataset({ training }, model, { limit: 10 });
  const milliseconds = performance.now() - start;
  const peakMemory = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ records: report.training.records, milliseconds, peakMemory }));
}

void main(process.argv.slice(2));
