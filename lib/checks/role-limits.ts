import { Stack } from 'aws-cdk-lib';
import { CfnManagedPolicy, CfnPolicy, CfnRole, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { countPolicyCharacters, group, tooLarge } from './policy-size';

// Default quotas. Source: IAM User Guide, "IAM and AWS STS quotas", which also says that white space does not count.
const MAX_TRUST_POLICY = 2_048;
const MAX_INLINE_POLICIES = 10_240;
const MAX_ATTACHED_POLICIES = 10;

/**
 * Fails synthesis when a role in this scope is larger than IAM accepts, instead of the deployment.
 *
 * @param stopped roles that the breaker attaches one more policy to, which then must have room for it
 */
export function limitRoles(scope: IConstruct, stopped: readonly IRole[] = []): void {
  scope.node.addValidation({
    validate: () => {
      const constructs = scope.node.findAll();
      const managed = constructs.filter((one) => CfnManagedPolicy.isCfnManagedPolicy(one));
      const inline = constructs.filter((one) => CfnPolicy.isCfnPolicy(one));
      return constructs
        .filter((one) => CfnRole.isCfnRole(one))
        .flatMap((role) => [
          ...problemsOf(role, ownOf(role, managed), ownOf(role, inline)),
          ...(stopped.some(({ node }) => node.defaultChild === role) ? fullOf(role, ownOf(role, managed)) : []),
        ]);
    },
  });
}

/** Policies that name the role. */
function ownOf<T extends CfnManagedPolicy | CfnPolicy>(role: CfnRole, policies: readonly T[]): readonly T[] {
  const stack = Stack.of(role);
  const id = stack.getLogicalId(role);
  const names = (policy: T) => (stack.resolve(policy.roles) ?? []) as readonly { readonly Ref?: string }[];
  return policies.filter((policy) => Stack.of(policy) === stack && names(policy).some(({ Ref }) => Ref === id));
}

function problemsOf(
  role: CfnRole,
  managed: readonly CfnManagedPolicy[],
  inline: readonly CfnPolicy[],
): readonly string[] {
  const stack = Stack.of(role);
  const list = <T>(value: unknown) => (stack.resolve(value) ?? []) as readonly T[];
  const trust = sizeOf(stack, [role.assumeRolePolicyDocument]);
  const inlineSum = sizeOf(stack, [
    ...list<Inline>(role.policies).map((policy) => policy.policyDocument ?? policy.PolicyDocument),
    ...inline.map(({ policyDocument }) => policyDocument),
  ]);
  const attached = attachedTo(role, managed);
  const path = pathOf(role);
  return [
    ...(trust > MAX_TRUST_POLICY
      ? [
          tooLarge(
            'PB-SIZE-002',
            `${path}: the trust policy has ${group(trust)} characters, and IAM accepts ${group(MAX_TRUST_POLICY)}`,
            'name fewer principals in the row, such as an account id instead of its roles, or one role that all assume',
          ),
        ]
      : []),
    ...(inlineSum > MAX_INLINE_POLICIES
      ? [
          tooLarge(
            'PB-SIZE-003',
            `${path}: the inline policies have ${group(inlineSum)} characters, and IAM accepts ${group(MAX_INLINE_POLICIES)}`,
            'use managed policies, such as RolePolicy',
          ),
        ]
      : []),
    ...(attached > MAX_ATTACHED_POLICIES
      ? [
          tooLarge(
            'PB-SIZE-004',
            `${path}: ${attached} managed policies are attached, and IAM accepts ${MAX_ATTACHED_POLICIES}`,
            'remove models from the row, whose policies are split by size',
          ),
        ]
      : []),
  ];
}

/** Returns the problem of a role that the breaker could not stop, since IAM would refuse its policy. */
function fullOf(role: CfnRole, managed: readonly CfnManagedPolicy[]): readonly string[] {
  const attached = attachedTo(role, managed);
  if (attached !== MAX_ATTACHED_POLICIES) return [];
  return [
    tooLarge(
      'PB-SIZE-005',
      `${pathOf(role)}: ${attached} managed policies are attached, which leaves no room for the policy of the breaker`,
      'remove models from the row, whose policies are split by size, or remove spend',
    ),
  ];
}

const pathOf = ({ node }: CfnRole): string => node.path.replace(/\/Resource$/, '');

function attachedTo(role: CfnRole, managed: readonly CfnManagedPolicy[]): number {
  const arns = (Stack.of(role).resolve(role.managedPolicyArns) ?? []) as readonly unknown[];
  return arns.length + managed.length;
}

/** An inline policy, as the CDK or as CloudFormation writes it. */
interface Inline {
  readonly policyDocument?: unknown;
  readonly PolicyDocument?: unknown;
}

const sizeOf = (stack: Stack, documents: readonly unknown[]): number =>
  documents.reduce<number>((sum, document) => sum + countPolicyCharacters(stack.resolve(document)), 0);
