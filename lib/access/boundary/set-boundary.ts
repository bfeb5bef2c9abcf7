import { isDeepStrictEqual } from 'node:util';
import { Aspects, Stack } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { ConfigError } from '../../../domain/deployment/config-error';

/**
 * Sets the permissions boundary of every role in this scope. Refuses one that an aspect of the app has set, which this one
 * would replace without a word. Reasons: docs/decisions/0015-one-boundary.md.
 *
 * @param arnIn ARN of the boundary for the roles of a stack
 * @param others constructs whose roles have another boundary
 */
export function setBoundary(
  scope: IConstruct,
  arnIn: (stack: Stack) => string,
  others: readonly IConstruct[] = [],
): void {
  Aspects.of(scope).add({
    visit: (node) => {
      if (!CfnRole.isCfnRole(node) || isWithin(node, others)) return;
      const stack = Stack.of(node);
      const arn = arnIn(stack);
      const other = boundarySetOn(node);
      if (other === undefined) node.addPropertyOverride('PermissionsBoundary', arn);
      else if (!isDeepStrictEqual(stack.resolve(other), stack.resolve(arn))) throw conflict(scope, node);
    },
  });
}

/** Tells whether a construct is one of these, or below one of them. */
export const isWithin = ({ node: { scopes } }: IConstruct, constructs: readonly IConstruct[]): boolean =>
  constructs.some((one) => scopes.includes(one));

/** Returns the override of a role. The CDK has no other way to read it. */
function boundarySetOn(role: CfnRole): unknown {
  const { Properties } = Reflect.get(role, 'rawOverrides') as {
    readonly Properties?: Readonly<Record<string, unknown>>;
  };
  return Properties?.PermissionsBoundary;
}

const conflict = (scope: IConstruct, role: CfnRole) =>
  new ConfigError([
    {
      code: 'PB-CONFIG-094',
      deployment: scope.node.id,
      path: `${scope.node.id}, role ${role.node.path}`,
      message: 'has another permissions boundary, from an aspect of the app: a role has only one',
      remedy: 'Name the policy under permissionsBoundary of the row, and keep the aspect away from this deployment.',
    },
  ]);
