import { RESOURCE_POLICY_TYPES, resourceStatements } from '../../../template/policies';
import type { Statement } from '../../../template/statement';
import type { Rule } from '../../rule';

/** Condition keys that restrict callers to an account, an organization or a VPC of the customer. */
const BINDING = [
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
  'aws:SourceAccount',
  'aws:SourceVpc',
  'aws:SourceVpce',
  'kms:CallerAccount',
];

/** Tells whether a condition restricts callers to an account, organization or VPC of the customer. */
export const isBound = (statement: Statement): boolean => BINDING.some((key) => statement.demands(key));

/**
 * Tells whether an encryption context restricts the service. CloudWatch Logs sends neither source key; its
 * `kms:EncryptionContext:aws:logs:arn` names account, Region and log group (docs/decisions/0004).
 */
const isBoundByContext = (statement: Statement) =>
  statement.conditions.some(({ key }) => key.startsWith('kms:encryptioncontext:') && statement.demands(key));

export const RESOURCE_POLICY_RULES: readonly Rule[] = [
  {
    id: 'RESOURCE1',
    info: 'A resource policy of a bucket, key, vector bucket or Bedrock resource allows any principal.',
    why: 'Principal `*` includes every AWS account, and this statement has no condition that limits it.',
    remedy: 'Name the principals, or require `aws:PrincipalOrgID`, `aws:PrincipalAccount` or `aws:SourceVpce`.',
    source: 'IAM User Guide, "Principal", and "AWS global condition context keys"',
    types: RESOURCE_POLICY_TYPES,
    check: (resource, app) =>
      resourceStatements(resource, app)
        .filter((statement) => statement.allows && statement.principals.some(({ id }) => id === '*'))
        .filter((statement) => !isBound(statement))
        .map((statement) => `Statement::${statement.name}`),
  },
  {
    id: 'RESOURCE2',
    info: 'A resource policy of a bucket, key, vector bucket or Bedrock resource allows a service on behalf of any account.',
    why: 'Another AWS customer could make the service write or decrypt here (the confused deputy problem).',
    remedy:
      'Add the conditions `aws:SourceAccount` and `aws:SourceArn`. For CloudWatch Logs in a key policy, add `kms:EncryptionContext:aws:logs:arn` instead.',
    source:
      'IAM User Guide, "The confused deputy problem"; CloudWatch Logs User Guide, "Encrypt log data using AWS KMS"',
    types: RESOURCE_POLICY_TYPES,
    check: (resource, app) => {
      const statements = resourceStatements(resource, app).filter(
        (statement) => statement.allows && statement.principals.some(({ kind }) => kind === 'Service'),
      );
      if (statements.length === 0) return 'not-applicable';
      return statements
        .filter((statement) => !isBoundByContext(statement))
        .flatMap((statement) =>
          ['aws:SourceAccount', 'aws:SourceArn']
            .filter((key) => !statement.demands(key))
            .map((key) => `${statement.name}::${key}`),
        );
    },
  },
];
