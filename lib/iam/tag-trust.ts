import * as iam from 'aws-cdk-lib/aws-iam';
import { AUDIENCE_TAG, CLINICIAN_TAG } from '../../domain/deployment/names/tags';

/** Session tag of a caller that the sessions of a role can carry on. */
interface OwnTag {
  readonly sid: string;
  /** Key of the tag. */
  readonly key: string;
  /** Conditions on the value beyond that it is the caller's own. @default - none */
  readonly conditions?: iam.Conditions;
}

/** Value of the clinician id of a session, as IAM inserts it into a resource or a condition. */
export const CLINICIAN = `\${aws:PrincipalTag/${CLINICIAN_TAG}}`;

/** A clinician id is at least this long. */
const LEAST = `${'?'.repeat(8)}*`;

/**
 * Characters that a value of a tag can have and a clinician id cannot. The folder of `a/b` would be in that of `a`; a space,
 * a dot or an `@` is a name or an address.
 */
const FOREIGN = [...'/ .:=+@_'].map((character) => `*${character}*`);

/**
 * Lets callers of a role hand on their own audience to its session, so that nobody chooses an audience.
 *
 * @param principals all who may assume the role
 */
export function trustAudience(role: iam.Role, principals: readonly iam.IPrincipal[]): void {
  trustOwnTag(role, principals, { sid: 'HandOnAudience', key: AUDIENCE_TAG });
}

/**
 * Lets callers of a role hand on their own clinician id to its session, if it has the form of one.
 *
 * @param principals all who may assume the role
 */
export function trustClinician(role: iam.Role, principals: readonly iam.IPrincipal[]): void {
  const key = `aws:RequestTag/${CLINICIAN_TAG}`;
  trustOwnTag(role, principals, {
    sid: 'HandOnClinician',
    key: CLINICIAN_TAG,
    conditions: { StringLike: { [key]: LEAST }, StringNotLike: { [key]: FOREIGN } },
  });
}

/**
 * Returns Deny statements for sessions without a clinician id, and with a value that is none. The trust policy refuses such
 * values too, but a tag can also come with the credentials of the caller, as a transitive tag.
 */
export function denyForeignClinicians(): iam.PolicyStatement[] {
  const key = `aws:PrincipalTag/${CLINICIAN_TAG}`;
  const deny = (sid: string, conditions: iam.Conditions) =>
    new iam.PolicyStatement({ sid, effect: iam.Effect.DENY, actions: ['*'], resources: ['*'], conditions });
  return [
    deny('OnlyWithClinicianId', { StringNotLike: { [key]: LEAST } }),
    deny('OnlyOneClinician', { StringLike: { [key]: FOREIGN } }),
  ];
}

/**
 * Lets callers of a role hand on one of their own tags to its session: this tag only, and only with the value that the
 * caller has already. Who may assume the role is said by its other statements, which AWS evaluates too. A caller without the
 * tag has no value to compare with: the variable matches nothing.
 *
 * Source: IAM User Guide, "Pass session tags in AWS STS" and "IAM policy elements: Variables and tags".
 */
function trustOwnTag(
  role: iam.Role,
  principals: readonly iam.IPrincipal[],
  { sid, key: tag, conditions = {} }: OwnTag,
): void {
  role.assumeRolePolicy?.addStatements(
    new iam.PolicyStatement({
      sid,
      actions: ['sts:TagSession'],
      principals: [...principals],
      conditions: {
        StringEquals: { [`aws:RequestTag/${tag}`]: `\${aws:PrincipalTag/${tag}}` },
        // True for a request without tags, too, which the comparison above refuses.
        'ForAllValues:StringEquals': { 'aws:TagKeys': tag },
        ...conditions,
      },
    }),
  );
}
