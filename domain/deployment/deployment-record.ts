import type { AppSources } from '../app-sources';
import { OperatorError } from '../operator-error';
import type { DeploymentConfig } from './deployment';

/** File in a cloud assembly that tells commands which deployments its stacks belong to. */
export const RECORDS_FILE = 'private-bedrock.json';

/** Raised by every change that an older reader would misunderstand. */
const FORMAT = 1;

/** Qualifier of the CDK bootstrap of an app that sets none. A test compares it with the installed CDK. */
export const DEFAULT_QUALIFIER = 'hnb659fds';

/** One deployment of a cloud assembly, as the stage that made it wrote it down. */
export interface DeploymentRecord {
  /** Name of the row, which is part of the names of all resources. */
  readonly name: string;
  /** Path of the stage in its app: the ids of its stacks begin with it. */
  readonly path: string;
  readonly config: DeploymentConfig;
  /** Qualifier of the CDK bootstrap that deploys the stacks. @default - that of the CDK */
  readonly bootstrapQualifier?: string;
  /** Files that the assembly was made from. @default - not known */
  readonly sources?: AppSources;
}

export const formatRecords = (deployments: readonly DeploymentRecord[]): string =>
  `${JSON.stringify({ format: FORMAT, deployments }, null, 2)}\n`;

/**
 * Reads the deployments of a cloud assembly.
 *
 * @param file name of the file, for messages
 * @throws OperatorError for a format that this version does not know
 */
export function parseRecords(text: string, file: string): readonly DeploymentRecord[] {
  const { format, deployments } = recordsIn(text);
  if (format === FORMAT && Array.isArray(deployments) && deployments.every(isRecord)) return deployments;
  throw new OperatorError(
    'PB-TEMPLATE-003',
    format === FORMAT
      ? `${file} has a deployment without name, path or config.`
      : `${file} has format ${JSON.stringify(format)}, and this version reads format ${FORMAT}.`,
    'Synthesize again with the same version of private-bedrock that runs the command.',
  );
}

interface Records {
  readonly format?: unknown;
  readonly deployments?: readonly DeploymentRecord[];
}

function recordsIn(text: string): Records {
  try {
    return (JSON.parse(text) as Records | null) ?? {};
  } catch {
    return {};
  }
}

const isRecord = (record: Partial<DeploymentRecord> | null): boolean =>
  typeof record?.name === 'string' &&
  typeof record.path === 'string' &&
  typeof (record.config ?? undefined) === 'object';

/** The record is of this stack's deployment. */
export const ownsStack = ({ path }: DeploymentRecord, stackId: string): boolean => stackId.startsWith(`${path}/`);
