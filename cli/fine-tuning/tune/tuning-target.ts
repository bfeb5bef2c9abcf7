import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { Names } from '../../../domain/deployment/names';
import { OperatorError } from '../../../domain/operator-error';
import { DEPLOYMENTS } from '../../../lib/config/deployments';
import type { SignedIn } from '../../aws/signed-in';
import { usageError } from '../../command';

/** A deployment in an account, as far as tuning goes. */
export interface TuningTarget {
  readonly deployment: string;
  readonly region: string;
  readonly account: string;
  readonly bucket: string;
  readonly stateMachineArn: string;
  /** Ids of the base models that it tunes. */
  readonly baseModels: readonly string[];
  /** Reachable from inside the VPC alone. */
  readonly vpcOnly: boolean;
}

type Caller = Pick<SignedIn, 'account'> & Partial<SignedIn>;

export type TuningRow = Omit<TuningTarget, 'account' | 'bucket' | 'stateMachineArn'>;

/** @throws OperatorError when there is no such row, and when it tunes nothing */
export function tuningRow(deployment: string): TuningRow {
  const table: Readonly<Record<string, DeploymentConfig>> = DEPLOYMENTS;
  const row = Object.hasOwn(table, deployment) ? table[deployment] : undefined;
  if (!row)
    throw usageError('PB-TUNE-013', `There is no row ${deployment}; there are ${Object.keys(table).join(', ')}.`);
  if (!row.fineTuning) {
    throw new OperatorError(
      'PB-TUNE-009',
      `${deployment} tunes no models.`,
      `Give its row in lib/config/deployments.ts a fineTuning, and deploy it.`,
    );
  }
  const { baseModels, vpcOnly = false } = row.fineTuning;
  return { deployment, region: row.region, baseModels, vpcOnly };
}

/** The deployment in the account of whoever asks, in whose partition it is. */
export function tuningTarget(row: TuningRow, { account, arn = 'arn:aws' }: Caller): TuningTarget {
  const names = new Names(row.deployment);
  const partition = arn.split(':')[1] ?? 'aws';
  return {
    ...row,
    account,
    bucket: `${names.fineTuningBucket}-${account}-${row.region}`,
    stateMachineArn: `arn:${partition}:states:${row.region}:${account}:stateMachine:${names.tuningWorkflow}`,
  };
}
