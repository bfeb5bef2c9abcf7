import { ArnFormat, Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { StoppedFunction } from '../../domain/deployment/spend/stopped-functions';

/** Roles that can call models or buy capacity, and functions that call models: all that the breaker stops. */
export interface SpendTargets {
  readonly roles: readonly iam.IRole[];
  readonly functions: readonly StoppedFunction[];
}

/** Returns the ARNs of functions by their names. */
export const functionArns = (scope: Construct, { functions }: Pick<SpendTargets, 'functions'>): string[] =>
  functions.map(({ name: resourceName }) =>
    Stack.of(scope).formatArn({
      ...{ service: 'lambda', resource: 'function', resourceName },
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    }),
  );

export const roleArns = ({ roles }: Pick<SpendTargets, 'roles'>): string[] => roles.map(({ roleArn }) => roleArn);
