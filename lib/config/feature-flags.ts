import type { IConstruct } from 'constructs';

/**
 * The CDK feature flags that change these templates, set here so that every app gets the same ones: the templates that
 * the proofs are about. Strong references are exports, so that no key is deleted while something depends on it
 * (docs/decisions/0001); merged statements keep policies below the size limits of IAM; a version of a function changes with
 * its code and configuration and not with its tags, since Lambda publishes no version twice.
 */
const FEATURE_FLAGS = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-lambda:recognizeVersionProps': true,
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
} as const;

/** Sets the flags for a construct and everything below it. */
export function setFeatureFlags({ node }: IConstruct): void {
  for (const [flag, value] of Object.entries(FEATURE_FLAGS)) node.setContext(flag, value);
}
