import { Stack, Validations } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, type IConstruct } from 'constructs';
import { OperatorError } from '../../domain/operator-error';

/** Rule packs that run at every synthesis. */
export const PACKS = ['AwsSolutions', 'HIPAA.Security', 'NIST.800.53.R5', 'PrivateBedrock'] as const;

/** Finding of a rule pack that is accepted, and the reason. */
export interface Acknowledgement {
  /** Rule id, such as `AwsSolutions-IAM4`. */
  readonly rule: string;
  /**
   * Finding of a rule that reports several: the text in brackets, such as `Resource::*`.
   *
   * @default - the only finding of the rule
   */
  readonly finding?: string;
  /** Statement of fact that a reader could prove wrong. */
  readonly reason: string;
}

/**
 * Accepts findings of the rule packs on a construct and everything below it. cdk-nag 3 lists an acknowledgement in the
 * report only under the namespace of its pack, and drops it silently otherwise: this adds the namespace.
 *
 * @throws OperatorError PB-RULES-001 for a rule of a pack that does not run here
 *
 * @example
 * acknowledge(bucket, {
 *   rule: 'HIPAA.Security-S3BucketReplicationEnabled',
 *   reason: 'The data is a cache of another bucket, which is replicated.',
 * });
 */
export function acknowledge(construct: IConstruct, ...acknowledgements: readonly Acknowledgement[]): void {
  for (const { rule, finding, reason } of acknowledgements) {
    const id = `${packOf(rule)}::${rule}${finding === undefined ? '' : `[${finding}]`}`;
    Validations.of(construct).acknowledge({ id, reason });
  }
}

/**
 * Accepts a resource with a `*` in the policy that received a grant. Called by the owner of the resource, who knows the
 * reason. Does nothing if the grantee is not a construct.
 *
 * @param arn pattern as in the statement
 */
export function acknowledgeResource(grantee: iam.IGrantable, arn: string, reason: string): void {
  if (!Construct.isConstruct(grantee)) return;
  const reported = reportedArn(Stack.of(grantee).resolve(arn))
    // And a policy variable, such as `${aws:PrincipalTag/team}`, alike.
    .replaceAll(/\$\{(aws:[^}]+)\}/g, '<$1>');
  acknowledge(grantee, { rule: 'AwsSolutions-IAM5', finding: `Resource::${reported}`, reason });
}

/** cdk-nag writes the pseudo parameter of a template, `{ "Ref": "AWS::AccountId" }`, as `<AWS::AccountId>`. */
function reportedArn(resolved: unknown): string {
  if (typeof resolved === 'string') return resolved;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = resolved as Readonly<Record<string, unknown>>;
  if (Array.isArray(attribute)) return `<${attribute.join('.')}>`;
  const [separator, parts] = (join ?? []) as readonly [string?, (readonly unknown[])?];
  return parts ? parts.map(reportedArn).join(separator) : `<${String(Ref)}>`;
}

function packOf(rule: string): string {
  const pack = PACKS.find((name) => rule.startsWith(`${name}-`));
  if (pack !== undefined) return pack;
  throw new OperatorError(
    'PB-RULES-001',
    `Rule ${rule} does not belong to an active rule pack.`,
    `Use a rule whose id begins with one of ${PACKS.join(', ')}.`,
  );
}
