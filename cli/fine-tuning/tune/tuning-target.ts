import type { DeploymentRecord } from '../../../domain/deployment/deployment-record';
import { bucketName, Names } from '../../../domain/deployment/names/names';
import { OperatorError } from '../../../domain/operator-error';
import type { CallerIdentity } from '../../aws/caller-identity';

/** Deployment in an account, with what tuning needs of it. */
export interface TuningTarget {
  readonly deployment: string;
  readonly region: string;
  readonly account: string;
  readonly bucket: string;
  readonly stateMachineArn: string;
  /** Ids of its base models. */
  readonly baseModels: readonly string[];
  /** True if the bucket is reachable only from inside the VPC. */
  readonly vpcOnly: boolean;
}

export type TuningRow = Omit<TuningTarget, 'account' | 'bucket' | 'stateMachineArn'>;

/** @throws OperatorError when the deployment has no fine-tuning */
export function tuningRow({ name: deployment, config: row }: DeploymentRecord): TuningRow {
  if (!row.fineTuning) {
    throw new OperatorError(
      'PB-TUNE-009',
      `${deployment} has no fine-tuning.`,
      'Add fineTuning to its row, and deploy it.',
    );
  }
  const { baseModels, vpcOnly = false } = row.fineTuning;
  return { deployment, region: row.region, baseModels, vpcOnly };
}

/** Returns the deployment in the caller's account and partition. */
export function tuningTarget(
  row: TuningRow,
  { account, arn = 'arn:aws' }: Pick<CallerIdentity, 'account'> & Partial<CallerIdentity>,
): TuningTarget {
  const names = new Names(row.deployment, row.region);
  const partition = arn.split(':')[1] ?? 'aws';
  return {
    ...row,
    account,
    bucket: bucketName(names.fineTuningBucket, account, row.region),
    stateMachineArn: `arn:${partition}:states:${row.region}:${account}:stateMachine:${names.tuningWorkflow}`,
  };
}

/** Remedy for a missing bucket or state machine. */
export const notDeployed = ({ deployment, account, region }: Omit<TuningTarget, 'bucket'>): string =>
  `Deploy ${deployment} in account ${account}, ${region}, or use credentials of the account that contains it.`;
