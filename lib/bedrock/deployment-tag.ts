import type { CfnTag } from 'aws-cdk-lib';

/**
 * Returns the conditions of `bedrock:TagResource` for something that is being made: with this tag, and not on a resource
 * that has the tag of another deployment. Bedrock asks IAM for this action also when a resource is made with tags; it has
 * no tag yet. Amazon Bedrock has no condition key that tells the two apart: a resource without the tag can be given it.
 *
 * Source: Service Authorization Reference, condition keys of Amazon Bedrock, read 2026-11-27.
 */
export const tagWhenMade = ({ key, value }: CfnTag) => ({
  StringEquals: { [`aws:RequestTag/${key}`]: value },
  StringEqualsIfExists: { [`aws:ResourceTag/${key}`]: value },
});
