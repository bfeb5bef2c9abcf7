import { parentPort, workerData } from 'node:worker_threads';
import { findBaseModel } from '../../../lambda/fine-tuning/dataset/base-models';
import type { Part } from '../../../lambda/fine-tuning/dataset/part';
import { PartReader } from '../../../lambda/fine-tuning/dataset/part-reader';
import { type ReadOptions, RecordReader } from '../../../lambda/fine-tuning/dataset/record-reader';
import { LineFile, type Range } from './line-file';

export interface RangeWork {
  readonly path: string;
  readonly model: string;
  readonly options: ReadOptions;
}

/** A thread that reads the ranges it is told, one after the other. */
function serve({ path, model: id, options }: RangeWork): void {
  const model = findBaseModel(id);
  if (!model) throw new Error(`${id} is in no row`);
  const file = new LineFile(path);
  const reader = new RecordReader(model, options);
  parentPort?.on('message', (range: Range) => parentPort?.postMessage(partsOfRange(file, range, reader)));
}

function partsOfRange(file: LineFile, range: Range, reader: RecordReader): Part[] {
  const parts = new PartReader(reader, range.start === 0);
  const all: Part[] = [];
  for (const chunk of file.lines(range)) {
    all.push(...parts.take(chunk));
    if (parts.ended) return all;
  }
  all.push(...parts.end());
  return all;
}

serve(workerData as RangeWork);
