import { gunzip } from '../../../domain/fine-tuning/dataset/reading/gunzip';
import type { DatasetReport } from '../../../domain/fine-tuning/dataset/report';
import { type DatasetFile, validateDataset } from '../../../domain/fine-tuning/dataset/validate-dataset';
import type { BaseModel } from '../../../domain/models/base-models';
import { progressBar } from '../../terminal/progress';
import type { Source } from './source';

export interface ValidationInput {
  /** The training set, and the validation set if any. */
  readonly sources: readonly [Source, Source?];
  readonly model: BaseModel;
  /** @default - default of the model */
  readonly epochs?: number | undefined;
  /** `<bucket>/<prefix>` that images and videos must lie below. @default - not checked */
  readonly mediaIn?: string | undefined;
  /** Number of findings of each code that are listed. All are counted. */
  readonly limit: number;
}

/** Validates files of this machine or of S3. @param note called with the progress */
export function validateSources(
  { sources, model, epochs, mediaIn, limit }: ValidationInput,
  note: (progress: string) => void = () => undefined,
): Promise<DatasetReport> {
  const [training, validation] = sources;
  const dataset = {
    training: datasetFile(training, note),
    ...(validation && { validation: datasetFile(validation, note) }),
  };
  return validateDataset(dataset, model, {
    limit,
    ...(epochs !== undefined && { epochs }),
    ...(mediaIn && { mediaIn }),
  });
}

function datasetFile({ name, key, size, chunks }: Source, note: (progress: string) => void): DatasetFile {
  let bytes = 0;
  let isCompressed = false;
  const onStored = (stored: number) => note(`${progressBar(size > 0 ? stored / size : 1)}  ${name}`);
  const onRead = (read: number) => {
    bytes = read;
  };
  const onGzip = () => {
    isCompressed = true;
  };
  return {
    name,
    key,
    bytes: () => bytes,
    isCompressed: () => isCompressed,
    chunks: () => counted(gunzip(counted(chunks(true), onStored), onGzip), onRead),
  };
}

async function* counted(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  onTotal: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    onTotal(total);
    yield chunk;
  }
}
