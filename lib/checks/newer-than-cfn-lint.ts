import type * as iam from 'aws-cdk-lib/aws-iam';

/**
 * For a policy with actions that the Service Authorization Reference has and cfn-lint 1.51 does not know yet: silences
 * its warning W3037 there, and nowhere else. That the names exist is for lib/bedrock/denied-actions.ts to say.
 */
export function newerThanCfnLint(policy: iam.ManagedPolicy): void {
  (policy.node.defaultChild as iam.CfnManagedPolicy).addMetadata('cfn-lint', { config: { ignore_checks: ['W3037'] } });
}
