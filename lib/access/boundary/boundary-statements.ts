import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** Returns the ARN of a role of this account, which may be created later. */
export const roleArn = (scope: Construct, resourceName: string): string =>
  Stack.of(scope).formatArn({ service: 'iam', region: '', resource: 'role', resourceName });

/** Returns a Deny on every resource. */
export function deny(
  sid: string,
  props: Omit<iam.PolicyStatementProps, 'effect' | 'resources' | 'sid'>,
): iam.PolicyStatement {
  return new iam.PolicyStatement({ sid, effect: iam.Effect.DENY, resources: ['*'], ...props });
}
