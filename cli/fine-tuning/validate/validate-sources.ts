import type { Report } from '../../../domain/fine-tuning/dataset/report';
import { validateDataset } from '../../../domain/fine-tuning/dataset/validate-dataset';
import type { BaseModel } from '../../../domain/models/base-model';
import { progressBar } from '../../terminal/progress';
import { datasetFile } from './dataset-file';
import type { Source } from './source';

export interface Looked {
  /** The training set, and the validation set if there is one. */
  readonly sources: readonly [Source, Source?];
  readonly model: BaseModel;
  /** How often the job will read the training set. @default - as the model does */
  readonly epochs?: number | undefined;
  /** In which images and videos have to lie. @default - any */
  readonly mediaIn?: string | undefined;
  /** Findings of each code that are listed; all are counted. */
  readonly limit: number;
}

export interface LookedBy {
  readonly threads: number;
  /** The built thread. */
  readonly program: string;
  /** Is told how far it is. */
  readonly note: (line: string) => void;
}

/** Runs the validator over files of this machine or of S3. */
export async function validateSources({ sources, model, ...looked }: Looked, by: LookedBy): Promise<Report> {
  const { limit, mediaIn, epochs } = looked;
  const file = (source: Source) =>
    datasetFile(
      source,
      model,
      { limit, ...(mediaIn && { mediaIn }) },
      { ...by, onProgress: (share) => by.note(`${progressBar(share)}  ${source.name}`) },
    );
  const [training, held] = sources;
  const dataset = { training: await file(training), ...(held && { validation: await file(held) }) };
  return validateDataset(dataset, model, {
    limit,
    ...(epochs !== undefined && { epochs }),
  });
}
