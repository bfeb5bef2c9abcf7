import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * Trusts an AWS service only for this account and only for the named resources, so that the service cannot be made to
 * act for another customer (the confused deputy problem). The result is the `assumedBy` of a role.
 *
 * Source: IAM User Guide, "The confused deputy problem".
 *
 * @param service such as `bedrock.amazonaws.com`
 * @param sourceArn pattern or patterns of the resources that the service acts for (`aws:SourceArn`)
 *
 * @example
 * new iam.Role(stack, 'Role', {
 *   assumedBy: serviceTrust(
 *     'bedrock.amazonaws.com',
 *     stack.formatArn({ service: 'bedrock', resource: 'model-invocation-job', resourceName: '*' }),
 *   ),
 * });
 */
export function serviceTrust(service: string, sourceArn: string | readonly string[]): iam.PrincipalBase {
  return new iam.ServicePrincipal(service).withConditions({
    StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
    ArnLike: { 'aws:SourceArn': sourceArn },
  });
}

/**
 * Trusts the Lambda service for one function. The conditions are `IfExists`: Lambda assumes the role without a source
 * when it prepares the network of a VPC function, so that creating the function fails on plain conditions (see
 * aws-parallelcluster, pull request 6926). A source that is present must be the function. Lambda accepts only roles of
 * the function's own account.
 *
 * @param functionArn ARN of the function, known from its name before it exists
 */
export function lambdaTrust(functionArn: string): iam.PrincipalBase {
  return new iam.ServicePrincipal('lambda.amazonaws.com').withConditions({
    StringEqualsIfExists: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
    ArnLikeIfExists: { 'aws:SourceArn': functionArn },
  });
}
