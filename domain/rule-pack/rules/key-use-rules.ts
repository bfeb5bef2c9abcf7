import type { AppResources, Located } from '../../template/app-resources';
import { covers, hasWildcard, said } from '../../template/patterns';
import { IDENTITY_TYPES, identityStatements } from '../../template/policies';
import { type Statement, wideResources } from '../../template/statement';
import { Unreadable } from '../../template/value';
import type { Rule } from '../rule';

/** Actions that reveal what a key protects, or hand its use on. */
export const KEY_USE = ['kms:CreateGrant', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom'] as const;

const KEY_TYPES = ['AWS::KMS::Alias', 'AWS::KMS::Key', 'AWS::KMS::ReplicaKey'];

const namesKeyAction = (statement: Statement) =>
  statement.allows && statement.actions.some((action) => /^kms:/i.test(action));

/** @throws Unreadable for a reference that leads out of the app */
function isKey(arn: string, app: AppResources): boolean {
  if (/^arn:[^:]+:kms:/.test(arn) || arn === '*') return true;
  const resource: Located | undefined = app.named(arn);
  if (!resource && /^<.*>$/.test(arn)) throw new Unreadable(said(arn));
  return resource !== undefined && KEY_TYPES.includes(resource.type);
}

/** `*`, or an ARN of KMS with a wildcard. */
const namesNoKey = (arn: string) => hasWildcard(arn) && (/^[*?]+$/.test(arn) || /^arn:[^:]+:(kms|\*):/.test(arn));

export const KEY_USE_RULES: readonly Rule[] = [
  {
    id: 'KMS1',
    info: 'An identity policy allows an action of KMS on something that is no key.',
    why: 'It grants nothing, and whoever wrote it believes it does: `kms:Decrypt` on a bucket is a job that fails, and the wildcard that mends it in a hurry.',
    remedy: 'Put the actions of KMS into a statement of their own, on the ARN of the key; `grantKeyThrough` does.',
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
    info: 'An identity policy lets its holder use every key of the account, for whatever purpose.',
    why: 'A key policy that trusts the account leaves the decision to identity policies: this one opens the data of every other system.',
    remedy: 'Name the key. Where that cannot be, demand `kms:ViaService`. Never allow `kms:*`.',
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
