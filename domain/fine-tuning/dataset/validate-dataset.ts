import type { BaseModel } from '../../models/base-models';
import { type FindingCode, isError } from './dataset-finding';
import { emptySummary, type FileSummary } from './file-summary';
import { FileReader } from './reading/file-reader';
import { DamagedGzipError } from './reading/gunzip';
import { LineReader, type SeenSets } from './reading/line-reader';
import { type DatasetReport, fileReport } from './report';
import { SeenExamples } from './seen-examples';
import { checkTrainingSet, checkValidationSet } from './set-limits';

/** A file of a dataset, on this machine or in S3. */
export interface DatasetFile {
  /** Name in the report. */
  readonly name: string;
  /** Key in S3, or the name of the file. */
  readonly key: string;
  /** Reads the file from start to end, decompressed. */
  readonly chunks: () => AsyncIterable<Buffer> | Iterable<Buffer>;
  /** Number of bytes read so far, decompressed. */
  readonly bytes: () => number;
  /** True if the file proved to be compressed. @default - it is not */
  readonly isCompressed?: () => boolean;
}

export interface Dataset {
  readonly training: DatasetFile;
  readonly validation?: DatasetFile;
}

export interface ValidateOptions {
  /** @default - default of the model, or 1 */
  readonly epochs?: number;
  /** `<bucket>/<prefix>` that images and videos must lie below. @default - unknown; the report says so */
  readonly mediaIn?: string;
  /** Number of findings of each code that are listed. All are counted. */
  readonly limit: number;
}

/** Source: Amazon Nova User Guide, fine-tune-prepare-data-understanding. */
const FILE_NAME = /^[\w\-/.]+$/;

/** Reads both files once, and reports whether a customization job can be started with them. */
export async function validateDataset(
  dataset: Dataset,
  model: BaseModel,
  options: ValidateOptions,
): Promise<DatasetReport> {
  const seen = new SeenExamples();
  const training = await readFile(dataset.training, model, options, { own: seen });
  let validation: FileSummary | undefined;
  if (dataset.validation) {
    validation = await readFile(dataset.validation, model, options, { own: new SeenExamples(), training: seen });
    checkValidationSet(validation, model);
  }
  checkTrainingSet(training, validation, model);
  const epochs = options.epochs ?? model.hyperparameters?.epochCount?.default ?? 1;
  return {
    ok: !hasErrors(training) && !(validation && hasErrors(validation)),
    model: model.id,
    training: fileReport(dataset.training, training),
    ...(dataset.validation && validation && { validation: fileReport(dataset.validation, validation) }),
    epochs,
    trainingTokens: Math.round(training.tokens.estimate * epochs),
    trainingTokensRange: {
      low: Math.round(training.tokens.low * epochs),
      high: Math.round(training.tokens.high * epochs),
    },
  };
}

async function readFile(
  file: DatasetFile,
  model: BaseModel,
  { limit, mediaIn }: ValidateOptions,
  seen: SeenSets,
): Promise<FileSummary> {
  const summary = emptySummary(limit);
  const { findings } = summary;
  try {
    const reader = new FileReader(new LineReader(summary, model, seen, mediaIn));
    await readChunks(file, reader);
  } catch (error) {
    if (!(error instanceof DamagedGzipError)) throw error;
    findings.add('cut-short', error.message);
    summary.isUnreadable = true;
  }
  checkName(file, summary);
  if (mediaIn === undefined) findUnplacedMedia(summary);
  if (file.isCompressed?.()) findings.add('compressed', 'the file is compressed');
  return summary;
}

async function readChunks(file: DatasetFile, reader: FileReader): Promise<void> {
  for await (const chunk of file.chunks()) if (!reader.read(chunk)) return;
  reader.end();
}

/** The name is checked last: it may end in .gz only if the file is compressed. */
function checkName({ key, isCompressed = () => false }: DatasetFile, { findings }: FileSummary): void {
  if (!FILE_NAME.test(key)) findings.add('file-name', 'the file name has characters that Bedrock does not take');
  const name = isCompressed() ? key.replace(/\.gz$/, '') : key;
  if (!name.endsWith('.jsonl')) findings.add('file-name', 'the file name does not end with .jsonl');
}

function findUnplacedMedia({ media, findings }: FileSummary): void {
  const line = Math.min(...Object.values(media));
  if (!Number.isFinite(line)) return;
  findings.add('media-unplaced', `the place of the media was not checked, from line ${line} on`);
}

const hasErrors = ({ findings }: FileSummary): boolean => (Object.keys(findings.counts) as FindingCode[]).some(isError);
