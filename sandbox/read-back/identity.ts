import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { parsePolicy, type Reader } from './reader';

/** Policies that a role lists itself: those of AWS, and the limits of the foundation stack. All others list their roles. */
const LISTED_BY_ROLES = /^arn:[a-z-]+:iam::(aws:policy\/|\d+:policy\/private-bedrock-.+-foundation-)/;

export const readRole: Reader = async (RoleName, { iam }) => {
  const [{ Role }, { AttachedPolicies = [] }, { PolicyNames }] = await Promise.all([
    iam.send(new GetRoleCommand({ RoleName })),
    iam.send(new ListAttachedRolePoliciesCommand({ RoleName })),
    iam.send(new ListRolePoliciesCommand({ RoleName })),
  ]);
  const arns = AttachedPolicies.flatMap(({ PolicyArn = '' }) => (LISTED_BY_ROLES.test(PolicyArn) ? [PolicyArn] : []));
  return {
    properties: {
      AssumeRolePolicyDocument: parsePolicy(Role?.AssumeRolePolicyDocument),
      ManagedPolicyArns: arns.length > 0 ? arns : undefined,
      // Inline policies: no template has any.
      Policies: PolicyNames,
      MaxSessionDuration: Role?.MaxSessionDuration,
      PermissionsBoundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn,
    },
    attributes: { Arn: Role?.Arn ?? '' },
  };
};

export const readManagedPolicy: Reader = async (PolicyArn, { iam }) => {
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const [{ PolicyVersion }, { PolicyRoles = [] }] = await Promise.all([
    iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId })),
    iam.send(new ListEntitiesForPolicyCommand({ PolicyArn })),
  ]);
  const roles = LISTED_BY_ROLES.test(PolicyArn) ? [] : PolicyRoles.map(({ RoleName }) => RoleName);
  return {
    properties: { PolicyDocument: parsePolicy(PolicyVersion?.Document), Roles: roles.length > 0 ? roles : undefined },
  };
};
