import { RESOURCE_POLICY_TYPES, resourceStatements } from '../../template/policies';
import type { Statement } from '../../template/statement';
import type { Rule } from '../rule';

/** Keys that bind a caller to an account, an organization or a network of one's own. */
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

/** Tells whether at least one key binds callers to an own account, organization or network. */
export const isBound = (statement: Statement): boolean => BINDING.some((key) => statement.demands(key));

/**
 * Tells whether an encryption context binds the service, as CloudWatch Logs documents it: `kms:EncryptionContext:aws:logs:arn`
 * names account, Region and log group, and neither source key is sent (docs/decisions/0004).
 */
const isBoundByContext = (statement: Statement) =>
  statement.conditions.some(({ key }) => key.startsWith('kms:encryptioncontext:') && statement.demands(key));

export const RESOURCE_POLICY_RULES: readonly Rule[] = [
  {
    id: 'RESOURCE1',
    info: 'A policy at a bucket, key, vector bucket or Bedrock resource admits anybody.',
    why: 'Anybody means every AWS account in the world, and without a condition nothing else stands in the way.',
    remedy: 'Name the principals, or demand `aws:PrincipalOrgID`, `aws:PrincipalAccount` or `aws:SourceVpce`.',
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
    info: 'A policy at a bucket, key, vector bucket or Bedrock resource admits a service without saying for whom.',
    why: 'The service can be made to write or decrypt for another customer: the confused deputy.',
    remedy:
      'Add `aws:SourceAccount` and `aws:SourceArn`; for CloudWatch Logs on a key, `kms:EncryptionContext:aws:logs:arn`.',
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
