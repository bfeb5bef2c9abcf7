import { openSource } from '../../cli/fine-tuning/validate/open-source';
import { validateSources } from '../../cli/fine-tuning/validate/validate-sources';
import { findBaseModel } from '../../domain/models/base-models';

// Validates a file with every check. Reports the time, and the most memory that it held.

async function main([path = '']: readonly string[]): Promise<void> {
  const model = findBaseModel('amazon.nova-lite-v1:0');
  if (!model) throw new Error('amazon.nova-lite-v1:0 is not a base model');
  const start = performance.now();
  const sources = [await openSource(path, process.cwd())] as const;
  const report = await validateSources({ sources, model, mediaIn: 'datasets/', limit: 10 });
  const milliseconds = performance.now() - start;
  const peakMemory = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ records: report.training.records, milliseconds, peakMemory }));
}

void main(process.argv.slice(2));
