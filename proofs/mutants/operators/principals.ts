import { ACCOUNT } from '../../model/physical-ids';
import { placed } from '../../model/templates';
import { at, isObject, type Json, withProperty } from '../edit';
import type { Change, Operator } from '../mutant';
import { ALLOW_EVERYTHING, OTHER_ACCOUNT_ROOT, OTHER_ROLE, OTHER_SERVICE } from '../others';
import { documents, many, onStatements, type RawStatement } from '../statements';

/** The principal with one more name of a sort (`AWS`, `Service`); undefined where everybody is in already. */
function including(principal: unknown, sort: string, name: string): unknown {
  if (!isObject(principal)) return undefined;
  return { ...principal, [sort]: [...many(principal[sort]), name] };
}

const onAllows = (kind: string, change: (principal: unknown) => unknown): Operator =>
  onStatements(kind, (statement) => {
    const Principal =
      statement.Effect === 'Allow' && statement.Principal !== '*' ? change(statement.Principal) : undefined;
    return Principal === undefined ? [] : [{ statement: { ...statement, Principal } }];
  });

/** Kind of policy on a resource by the property that holds it: trust, bucket, key and endpoint policies. */
const opened = (kind: string, added: (trusts: boolean) => RawStatement): Operator => ({
  kind,
  changes: ({ templates }) =>
    placed(templates).flatMap((resource) =>
      documents(resource).flatMap((path): readonly Change[] => {
        const statements = at(resource.resource.Properties, [...path, 'Statement']) as readonly Json[];
        if (!statements.some(({ Principal }) => Principal !== undefined)) return [];
        const next = [...statements, added(path[0] === 'AssumeRolePolicyDocument')];
        return [
          { what: '', at: resource.at, templates: withProperty(templates, resource, [...path, 'Statement'], next) },
        ];
      }),
    ),
});

const statement = (trusts: boolean, Principal: unknown): RawStatement =>
  trusts ? { Effect: 'Allow', Action: 'sts:AssumeRole', Principal } : { ...ALLOW_EVERYTHING, Principal };

export const PRINCIPALS: readonly Operator[] = [
  onAllows('principal widened to *', (principal) => (principal === undefined ? undefined : '*')),
  onAllows('principal of another account added', (principal) => including(principal, 'AWS', OTHER_ACCOUNT_ROOT)),
  onAllows('role beside the deployment added', (principal) => including(principal, 'AWS', OTHER_ROLE)),
  onAllows('another service added', (principal) => including(principal, 'Service', OTHER_SERVICE)),
  onAllows('service admitted in place of the account', (principal) =>
    isObject(principal) && principal.AWS !== undefined ? { Service: OTHER_SERVICE } : undefined,
  ),
  onStatements('Deny for one role only', (statement) =>
    statement.Effect === 'Deny' && statement.Principal !== undefined
      ? [{ statement: { ...statement, Principal: { AWS: OTHER_ROLE } } }]
      : [],
  ),
  onStatements('Deny for our own account only', (statement) =>
    statement.Effect === 'Deny' && statement.Principal !== undefined
      ? [{ statement: { ...statement, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } } }]
      : [],
  ),
  opened('policy opened to everybody', (trusts) => statement(trusts, '*')),
  opened('policy opened to another account', (trusts) => statement(trusts, { AWS: OTHER_ACCOUNT_ROOT })),
  opened('policy opened to a role beside the deployment', (trusts) => statement(trusts, { AWS: OTHER_ROLE })),
  opened('policy opened to a service', (trusts) => statement(trusts, { Service: OTHER_SERVICE })),
];
