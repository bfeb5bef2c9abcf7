import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * An AWS service that may act only for this account and only for the named resources,
 * so that another customer cannot make it act on ours (the confused deputy).
 *
 * @param service such as `bedrock.amazonaws.com`
 * @param sourceArn pattern of the resources that the service acts for (`aws:SourceArn`)
 */
export function serviceTrust(service: string, sourceArn: string): iam.PrincipalBase {
  return new iam.ServicePrincipal(service).withConditions({
    StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
    ArnLike: { 'aws:SourceArn': sourceArn },
  });
}

/**
 * The Lambda service, for one function. `IfExists`, since Lambda assumes the role without a source when it prepares
 * the network of a VPC function, and creating the function fails on plain conditions (seen by aws-parallelcluster,
 * pull request 6926). A source that is there must be ours; and Lambda takes only roles of the function's own account.
 */
export function lambdaTrust(functionArn: string): iam.PrincipalBase {
  return new iam.ServicePrincipal('lambda.amazonaws.com').withConditions({
    StringEqualsIfExists: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
    ArnLikeIfExists: { 'aws:SourceArn': functionArn },
  });
}
