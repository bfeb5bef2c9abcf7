import { Aws } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';

/**
 * Accepts a resource with a `*` in it in the policy that was granted, where the owner of the resource can say why.
 *
 * @param arn pattern as in the statement, with no other token in it than the account
 */
export function acknowledgeResource(grantee: IGrantable, arn: string, reason: string): void {
  if (!Construct.isConstruct(grantee)) return;
  // As cdk-nag writes what the template holds as `{ "Ref": "AWS::AccountId" }`.
  const reported = arn.replaceAll(Aws.ACCOUNT_ID, '<AWS::AccountId>');
  acknowledge(grantee, { rule: 'AwsSolutions-IAM5', finding: `Resource::${reported}`, reason });
}
