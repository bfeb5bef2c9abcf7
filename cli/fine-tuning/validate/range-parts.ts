import type { Part } from '../../../domain/fine-tuning/dataset/reading/part';
import { PartReader } from '../../../domain/fine-tuning/dataset/reading/part-reader';
import { type ReadOptions, RecordReader } from '../../../domain/fine-tuning/dataset/reading/record-reader';
import { findBaseModel } from '../../../domain/models/base-models';
import { LineFile, type Range } from './line-file';

export interface RangeWork {
  readonly path: string;
  readonly model: string;
  readonly options: ReadOptions;
}

/** Reads ranges of a file for one model, in any order. */
export class RangeParts {
  private readonly file: LineFile;
  private readonly reader: RecordReader;

  constructor({ path, model: id, options }: RangeWork) {
    const model = findBaseModel(id);
    if (!model) throw new Error(`${id} is in no row`);
    this.file = new LineFile(path);
    this.reader = new RecordReader(model, options);
  }

  read(range: Range): Part[] {
    const parts = new PartReader(this.reader, range.start === 0);
    const all: Part[] = [];
    for (const chunk of this.file.lines(range)) {
      all.push(...parts.take(chunk));
      if (parts.ended) return all;
    }
    all.push(...parts.end());
    return all;
  }

  close(): void {
    this.file.close();
  }
}
