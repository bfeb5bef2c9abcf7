import type { AppResources, Located } from '../../../template/app-resources';
import { arnParts, covers, coversResource, hasWildcard, NOBODY, said } from '../../../template/patterns';
import { IDENTITY_TYPES, identityStatements } from '../../../template/policies';
import { type Statement, wideResources } from '../../../template/statement';
import { Unreadable } from '../../../template/value';
import type { Rule } from '../../rule';

/** Actions that decrypt data, or grant another principal the use of the key. */
export const KEY_USE = ['kms:CreateGrant', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom'] as const;

const KEY_TYPES = ['AWS::KMS::Alias', 'AWS::KMS::Key', 'AWS::KMS::ReplicaKey'];

const namesKeyAction = (statement: Statement) =>
  statement.allows && statement.actions.some((action) => /^kms:/i.test(action));

/** @throws Unreadable for a reference to a resource outside the app */
function isKey(arn: string, app: AppResources): boolean {
  if (arnParts(arn)[2] === 'kms' || arn === '*') return true;
  const resource: Located | undefined = app.named(arn);
  if (!resource && /^<.*>$/.test(arn)) throw new Unreadable(said(arn));
  return resource !== undefined && KEY_TYPES.includes(resource.type);
}

/** `*`, or an ARN of KMS with a wildcard. */
const namesNoKey = (arn: string) =>
  hasWildcard(arn) && (coversResource(arn, 'kms', `key/${NOBODY}`) || ['kms', '*'].includes(arnParts(arn)[2] ?? ''));

export const KEY_USE_RULES: readonly Rule[] = [
  {
    id: 'KMS1',
    info: 'An identity policy allows a KMS action on a resource that is not a KMS key.',
    why: 'The statement grants nothing. For example, `kms:Decrypt` on a bucket ARN makes the job fail, and the usual quick fix is a wildcard.',
    remedy: 'Put the KMS actions into a separate statement on the ARN of the key.',
    source: 'Service Authorization Reference, AWS KMS, resource types',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const statements = identityStatements(resource, app).filter(namesKeyAction);
      if (statements.length === 0) return 'not-applicable';
      return statements.flatMap((statement) =>
        statement.resources.filter((arn) => !isKey(arn, app)).map((arn) => `Resource::${said(arn)}`),
      );
    },
  },
  {
    id: 'KMS2',
    info: 'An identity policy allows the use of every KMS key in the account, through any service.',
    why: 'A key policy that trusts the account delegates the decision to identity policies. This one therefore opens the encrypted data of every other system.',
    remedy: 'Name the key. If that is not possible, require `kms:ViaService`. Never allow `kms:*`.',
    source: 'AWS KMS Developer Guide, "Best practices for IAM policies" and "kms:ViaService"',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const statements = identityStatements(resource, app).filter(
        (statement) => statement.allows && KEY_USE.some((action) => statement.speaksOf(action)),
      );
      if (statements.length === 0) return 'not-applicable';
      return statements.flatMap((statement) => [
        ...statement.actions.filter((action) => covers(action, 'kms:AnyAction')).map((action) => `Action::${action}`),
        ...(statement.demands('kms:ViaService') ? [] : wideResources(statement, namesNoKey)),
      ]);
    },
  },
];
