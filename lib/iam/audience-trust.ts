import * as iam from 'aws-cdk-lib/aws-iam';
import { AUDIENCE_TAG } from '../../domain/deployment/names';

/**
 * Lets callers of a role hand on their own audience to its session: this tag only, and only with the value that the caller
 * has already, so that nobody chooses an audience. Who may assume the role is said by its other statements, which AWS
 * evaluates too. A caller without the tag has no value to compare with: the variable matches nothing.
 *
 * Source: IAM User Guide, "Pass session tags in AWS STS" and "IAM policy elements: Variables and tags".
 *
 * @param principals all who may assume the role
 */
export function trustAudience(role: iam.Role, principals: readonly iam.IPrincipal[]): void {
  const key = `aws:RequestTag/${AUDIENCE_TAG}`;
  role.assumeRolePolicy?.addStatements(
    new iam.PolicyStatement({
      sid: 'HandOnAudience',
      actions: ['sts:TagSession'],
      principals: [...principals],
      conditions: {
        StringEquals: { [key]: `\${aws:PrincipalTag/${AUDIENCE_TAG}}` },
        // True for a request without tags, too, which the comparison above refuses.
        'ForAllValues:StringEquals': { 'aws:TagKeys': AUDIENCE_TAG },
      },
    }),
  );
}
