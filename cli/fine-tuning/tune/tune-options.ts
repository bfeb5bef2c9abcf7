import { type Manifest, ManifestError, parseManifest } from '../../../domain/fine-tuning/job/manifest';
import { usageError } from '../../command';
import { selectModel } from '../validate/select-model';
import type { TuningRow } from './tuning-target';

/** Options of the command line, before the keys of the files are known. */
export interface TuneOptions {
  readonly model: string;
  readonly hasValidation: boolean;
  /** Hyperparameters such as `epochCount=3`. */
  readonly set: readonly string[];
  readonly maxLoss?: number | undefined;
  readonly attempt: number;
}

export interface Files {
  readonly training: string;
  readonly validation?: string | undefined;
}

/** Returns the manifest to upload. @throws OperatorError when a hyperparameter is not `<name>=<number>` */
export function manifestText({ model, set, maxLoss, attempt }: TuneOptions, files: Files): string {
  const hyperParameters = Object.fromEntries(set.map(hyperParameter));
  return JSON.stringify({ model, ...files, hyperParameters, maxLoss, attempt }, null, 2);
}

/**
 * Returns the manifest as the workflow will read it. Everything that the workflow would refuse is refused here, before
 * the upload.
 *
 * @throws OperatorError
 */
export function manifestOf(options: TuneOptions, { deployment, baseModels }: TuningRow): Manifest {
  const { id, deploysOnDemand } = selectModel(options.model, undefined);
  if (!deploysOnDemand) {
    throw usageError(
      'PB-TUNE-001',
      `Custom models of ${id} cannot be deployed on demand, and this stack has no other deployments.`,
      `Use one of: ${baseModels.join(', ')}. For ${id}, buy Provisioned Throughput, which costs money per hour.`,
    );
  }
  if (!baseModels.includes(id)) {
    throw usageError(
      'PB-TUNE-002',
      `${id} is not a base model of ${deployment}.`,
      `Use one of: ${baseModels.join(', ')}. Or add it to fineTuning.baseModels of the row and deploy.`,
    );
  }
  const files = {
    training: 'datasets/training',
    validation: options.hasValidation ? 'datasets/validation' : undefined,
  };
  try {
    return parseManifest(manifestText({ ...options, model: id }, files), baseModels);
  } catch (cause) {
    if (!(cause instanceof ManifestError)) throw cause;
    throw usageError('PB-TUNE-015', `${cause.message}.`, 'Correct --set, --max-loss or --attempt.', { cause });
  }
}

function hyperParameter(text: string): readonly [string, number] {
  const [, name, value] = /^(\w+)=(\d+(?:\.\d+)?(?:e-?\d+)?)$/i.exec(text) ?? [];
  if (name && value) return [name, Number(value)];
  throw usageError(
    'PB-TUNE-016',
    `--set '${text}' is not <hyperparameter>=<number>.`,
    'Write for example --set epochCount=3.',
  );
}
