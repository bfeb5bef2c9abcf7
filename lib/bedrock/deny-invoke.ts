import * as iam from 'aws-cdk-lib/aws-iam';
import type { InvocableModel, InvokeTarget } from '../../domain/models/invocable-model';
import { INVOKE_ACTIONS } from './actions';

/**
 * Returns the statements that deny a model that is not listed, and a foundation model that is listed only behind a profile
 * and was not invoked through one.
 *
 * Compact, since a managed policy has at most 6,144 characters, and therefore coarser than a grant in two ways. Any listed
 * profile is accepted for any listed model: a profile leads only to its own model, and its own ARN must be listed. A listed
 * profile may route its model to any Region that the boundary allows: use this only together with a statement that denies
 * other Regions, as `BedrockPermissionsBoundary` does. Every Allow has the exact ARNs.
 *
 * @param exemptRoleArns ARNs of the roles to which the list does not apply: their own policies list what they may invoke
 */
export function denyInvokeExcept(
  models: readonly InvocableModel[],
  ...exemptRoleArns: readonly string[]
): iam.PolicyStatement[] {
  const targets = models.flatMap((model) => model.targets);
  const profiles = unique(targets.flatMap(({ throughProfile }) => throughProfile ?? []));
  return [
    new iam.PolicyStatement({
      sid: 'DenyOtherModels',
      effect: iam.Effect.DENY,
      actions: [...INVOKE_ACTIONS],
      // An empty NotResource is not valid.
      ...(targets.length > 0 ? { notResources: compactArns(targets) } : { resources: ['*'] }),
      ...(exemptRoleArns.length > 0 && { conditions: exceptRoles(exemptRoleArns) }),
    }),
    ...(profiles.length > 0 ? [denyBypassingProfiles(targets, profiles, exemptRoleArns)] : []),
  ];
}

/** Sids of the statements above: the part of a boundary that grows with the models of a row. */
export const MODEL_LIST_SIDS: readonly string[] = ['DenyOtherModels', 'DenyAroundProfiles'];

/** Condition that is true for every principal except these roles. */
export const exceptRoles = (roleArns: readonly string[]) => ({
  ArnNotEquals: { 'aws:PrincipalArn': roleArns.length === 1 ? (roleArns[0] as string) : [...roleArns] },
});

/** Denies invoking without a profile all listed models except those that are listed on their own. */
function denyBypassingProfiles(
  targets: readonly InvokeTarget[],
  profiles: readonly string[],
  exemptRoleArns: readonly string[],
): iam.PolicyStatement {
  const isDirect = ({ throughProfile }: InvokeTarget) => throughProfile === undefined;
  const direct = targets.filter(isDirect).map(({ arn }) => arn);
  const kindsBehind = new Set(targets.filter((target) => !isDirect(target)).map(({ arn }) => widen(arn)));
  const isKindDirect = (arn: string) => !FOUNDATION_MODEL.test(arn) && !kindsBehind.has(widen(arn));
  return new iam.PolicyStatement({
    sid: 'DenyAroundProfiles',
    effect: iam.Effect.DENY,
    actions: [...INVOKE_ACTIONS],
    notResources: unique(direct.map((arn) => (isKindDirect(arn) ? widen(arn) : arn))),
    conditions: {
      ...(exemptRoleArns.length > 0 && exceptRoles(exemptRoleArns)),
      // A negated operator also matches when the key is absent, as it is for a model that is invoked directly.
      // The id is enough here: DenyOtherModels compares the whole ARN.
      StringNotLike: { 'bedrock:InferenceProfileArn': profiles.map((arn) => `*${arn.slice(arn.lastIndexOf('/'))}`) },
    },
  });
}

/** Captures prefix and id. A foundation model has no account, and behind a global profile no Region. */
const FOUNDATION_MODEL = /^(.+:bedrock):[a-z0-9-]*::foundation-model\/(.+)$/;

/** Widens an ARN to all profiles, or all deployments, of its account and Region. */
const widen = (arn: string) => `${arn.slice(0, arn.indexOf('/'))}/*`;

/** Captures prefix and id of a system-defined profile. */
const PROFILE = /^(.+:bedrock):[^/]+:inference-profile\/(.+)$/;

/**
 * Returns the ARNs, shorter: `*` for the Regions of a foundation model that has several, also for none, and `*` for Region and
 * account of a profile, since `DenyAroundProfiles` denies the profiles of other Regions and accounts.
 */
function compactArns(targets: readonly InvokeTarget[]): string[] {
  const exact = unique(targets.map(({ arn }) => arn));
  const anywhere = exact.map((arn) => arn.replace(FOUNDATION_MODEL, '$1:*::foundation-model/$2'));
  const isUnique = (pattern: string) => anywhere.indexOf(pattern) === anywhere.lastIndexOf(pattern);
  const compact = anywhere.map((pattern, index) => (isUnique(pattern) ? (exact[index] ?? pattern) : pattern));
  return unique(compact.map((arn) => arn.replace(PROFILE, '$1:*:*:inference-profile/$2')));
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];
