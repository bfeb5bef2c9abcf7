import { at, withProperty } from '../edit';
import type { Operator } from '../mutant';
import { many, onStatements, statementSites } from '../statements';

/** Changes that allow nothing more: a reader of the policy believes that they do. */
export const DEAD_WEIGHT: readonly Operator[] = [
  {
    kind: 'statement said twice',
    changes: ({ templates }) =>
      statementSites(templates)
        .filter(
          ({ placed, statement }) => placed.resource.Type === 'AWS::IAM::ManagedPolicy' && statement.Effect === 'Allow',
        )
        .filter(({ placed }) => many(placed.resource.Properties?.Roles).length > 0)
        .map(({ placed, path, statement, words }) => {
          const list = path.slice(0, -1);
          const { Sid: _, ...again } = statement;
          const all = at(placed.resource.Properties, list) as readonly unknown[];
          return { what: words, at: placed.at, templates: withProperty(templates, placed, list, [...all, again]) };
        }),
  },
  onStatements('action added that its condition never meets', (statement) => {
    const isByContext = JSON.stringify(statement.Condition ?? {}).includes('kms:EncryptionContext:aws:logs:arn');
    return isByContext && statement.Effect === 'Allow'
      ? [
          {
            what: 'kms:DescribeKey',
            statement: { ...statement, Action: [...many(statement.Action), 'kms:DescribeKey'] },
          },
        ]
      : [];
  }),
];
