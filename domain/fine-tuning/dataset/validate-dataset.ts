import type { BaseModel } from '../../models/base-model';
import { Duplicates } from './duplicates';
import { type Code, isError } from './finding';
import { limitTraining, limitValidation } from './limits';
import { DamagedGzipError } from './reading/gunzipped';
import type { Part } from './reading/part';
import { fileReport, type Report } from './report';
import { Tally } from './tally';

/** A file of a dataset, wherever it lies. */
export interface DatasetFile {
  /** As it is shown. */
  readonly name: string;
  /** As it will be called in S3: the key, or the name of the file. */
  readonly key: string;
  /** Reads it, from its beginning to its end. */
  readonly parts: () => AsyncIterable<Part> | Iterable<Part>;
  /** Bytes that have been read by now, without compression. */
  readonly bytes: () => number;
  /** Below which its media have to lie. @default - unknown: it is said that nobody looked */
  readonly mediaIn?: string;
  /** Whether it turned out to be compressed, once it has been read. @default - it is not */
  readonly compressed?: () => boolean;
}

export interface Dataset {
  readonly training: DatasetFile;
  readonly validation?: DatasetFile;
}

export interface ValidateOptions {
  /** @default - what the model takes when it is told none, or 1 */
  readonly epochs?: number;
  /** How many findings of each code are reported; all are counted. */
  readonly limit: number;
}

/** Amazon Nova User Guide, fine-tune-prepare-data-understanding. */
const FILE_NAME = /^[\w\-/.]+$/;

/** Reads both files, each once, and says whether a customization job may be started with them. */
export async function validateDataset(dataset: Dataset, model: BaseModel, options: ValidateOptions): Promise<Report> {
  const known = new Duplicates();
  const training = await read(dataset.training, new Tally(options.limit, known));
  let validation: Part | undefined;
  if (dataset.validation) {
    validation = await read(dataset.validation, new Tally(options.limit, new Duplicates(), known));
    limitValidation(validation, model);
  }
  limitTraining(training, validation, model);
  const epochs = options.epochs ?? model.hyperparameters?.epochCount?.default ?? 1;
  return {
    ok: !hasErrors(training) && !(validation && hasErrors(validation)),
    model: model.id,
    training: fileReport(dataset.training, training),
    ...(dataset.validation && validation && { validation: fileReport(dataset.validation, validation) }),
    epochs,
    trainingTokens: training.tokens * epochs,
  };
}

async function read(file: DatasetFile, tally: Tally): Promise<Part> {
  if (!FILE_NAME.test(file.key))
    tally.total.findings.add('file-name', 'the name of the file holds other characters than Bedrock takes');
  try {
    for await (const part of file.parts()) tally.take(part);
  } catch (error) {
    if (!(error instanceof DamagedGzipError)) throw error;
    tally.total.findings.add('cut-short', error.message);
    tally.total.unreadable = true;
  }
  if (file.mediaIn === undefined) findUnplaced(tally.total);
  if (file.compressed?.()) tally.total.findings.add('compressed', 'the file is compressed');
  return tally.total;
}

/** Media whose place nobody looked at. */
function findUnplaced({ media, findings }: Part): void {
  const line = media.image ?? media.video;
  if (line === undefined) return;
  findings.add('media-unplaced', `where the media lie was not looked at, from line ${line} on`);
}

const hasErrors = ({ findings }: Part): boolean => (Object.keys(findings.counts) as Code[]).some(isError);
