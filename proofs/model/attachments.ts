import { list, type NamedPolicy, namedPolicy, type OneOrMore } from './policy';
import type { Resolver } from './resolver';

/** Identity policy of a template, and the principals that it names to hold it. */
export interface Attachment {
  readonly policy: NamedPolicy;
  /** Such as `role developer`, `group operators`; empty for a policy that others can name. */
  readonly principals: readonly string[];
}

/**
 * Properties that name principals, by the type of the policy.
 * Source: AWS CloudFormation Template Reference, the types of AWS::IAM.
 */
const HOLDERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'AWS::IAM::GroupPolicy': { GroupName: 'group' },
  'AWS::IAM::ManagedPolicy': { Groups: 'group', Roles: 'role', Users: 'user' },
  'AWS::IAM::Policy': { Groups: 'group', Roles: 'role', Users: 'user' },
  'AWS::IAM::RolePolicy': { RoleName: 'role' },
  'AWS::IAM::UserPolicy': { UserName: 'user' },
};

export const ATTACHED_TYPES = Object.keys(HOLDERS);

/** Returns every policy that is a resource of its own, whoever holds it. */
export function attachmentsOf(resolver: Resolver): readonly Attachment[] {
  return resolver.resources.flatMap((placed) => {
    const holders = HOLDERS[placed.resource.Type];
    if (!holders) return [];
    const { PolicyDocument, ...properties } = resolver.properties(placed);
    const principals = Object.entries(holders).flatMap(([property, kind]) =>
      list(properties[property] as OneOrMore | undefined).map((name) => `${kind} ${name}`),
    );
    return [{ policy: namedPolicy(placed.at, PolicyDocument), principals }];
  });
}
