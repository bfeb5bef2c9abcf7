import { type Manifest, ManifestError, parseManifest } from '../../../domain/fine-tuning/job/manifest';
import { EXIT, OperatorError } from '../../../domain/operator-error';
import { usageError } from '../../command';
import { selectModel } from '../validate/select-model';
import type { TuningRow } from './tuning-target';

/** What the command line asks for, before it is known where the files will lie. */
export interface Asked {
  readonly model: string;
  readonly validated: boolean;
  /** Such as `epochCount=3`. */
  readonly set: readonly string[];
  readonly maxLoss?: number | undefined;
  readonly attempt: number;
}

export interface Files {
  readonly training: string;
  readonly validation?: string | undefined;
}

/** The manifest as it is uploaded. @throws OperatorError where a hyperparameter is not `<name>=<number>` */
export function manifestText({ model, set, maxLoss, attempt }: Asked, files: Files): string {
  const manifest = { model, ...files, hyperParameters: Object.fromEntries(set.map(setting)), maxLoss, attempt };
  return JSON.stringify(manifest, null, 2);
}

/**
 * The manifest as the workflow will read it, so that whatever it would refuse is refused before anything is uploaded.
 *
 * @throws OperatorError when the base model is none of the row
 */
export function askedManifest(asked: Asked, { deployment, baseModels }: TuningRow): Manifest {
  const { id, deploysOnDemand } = selectModel(asked.model, undefined);
  if (!deploysOnDemand) {
    throw new OperatorError(
      'PB-TUNE-001',
      `Custom models of ${id} cannot be deployed on demand, and this stack deploys no other.`,
      `Take one of ${baseModels.join(', ')}. For ${id}, buy Provisioned Throughput, which costs by the hour.`,
      { exit: EXIT.usage },
    );
  }
  if (!baseModels.includes(id)) {
    throw new OperatorError(
      'PB-TUNE-002',
      `${deployment} does not tune ${id}: it tunes ${baseModels.join(', ')}.`,
      'Take one of those, or write it into fineTuning.baseModels of the row in lib/config/deployments.ts and deploy.',
      { exit: EXIT.usage },
    );
  }
  const files = { training: 'datasets/training', validation: asked.validated ? 'datasets/validation' : undefined };
  try {
    return parseManifest(manifestText({ ...asked, model: id }, files), baseModels);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    const refusal = usageError('PB-TUNE-015', `${error.message}.`, { cause: error });
    throw refusal;
  }
}

function setting(text: string): readonly [string, number] {
  const [, name, value] = /^(\w+)=(\d+(?:\.\d+)?(?:e-?\d+)?)$/i.exec(text) ?? [];
  if (name && value) return [name, Number(value)];
  throw usageError('PB-TUNE-016', `--set takes <hyperparameter>=<number>, such as epochCount=3, not ${text}.`);
}
