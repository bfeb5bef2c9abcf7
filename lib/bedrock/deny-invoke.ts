import * as iam from 'aws-cdk-lib/aws-iam';
import type { InvocableModel, InvokeTarget } from '../../domain/models/invocable-model';
import { INVOKE_ACTIONS, MANTLE_INFERENCE_ACTIONS } from './actions';

/**
 * The statements of a permissions boundary that deny invoking anything beside these models:
 * what is not in the list, a foundation model that is in it only behind a profile and did not come through one,
 * and the bedrock-mantle plane, whose requests name no model that IAM could see.
 *
 * In few words, since a managed policy holds 6,144 characters, and so coarser than a grant in two ways. Any profile of the
 * list serves for any model: a profile leads to its own model alone, and is denied by its own ARN when it is not listed.
 * A listed profile may lead its model to any Region that the boundary allows: see `DenyInvokingInOtherRegions` there,
 * without which this is not to be used. A boundary grants nothing: every Allow has the exact ARNs.
 *
 * @param except ARN of the one role whose own policy says which models it invokes
 */
export function denyInvokeBeside(models: readonly InvocableModel[], except?: string): iam.PolicyStatement[] {
  const targets = models.flatMap((model) => model.targets);
  const profiles = unique(targets.flatMap(({ throughProfile }) => throughProfile ?? []));
  return [
    new iam.PolicyStatement({
      sid: 'DenyOtherModels',
      effect: iam.Effect.DENY,
      actions: [...INVOKE_ACTIONS],
      // An empty NotResource is not valid.
      ...(targets.length > 0 ? { notResources: inFewWords(targets) } : { resources: ['*'] }),
      ...(except && { conditions: notBy(except) }),
    }),
    new iam.PolicyStatement({
      sid: 'DenyMantle',
      effect: iam.Effect.DENY,
      actions: [...MANTLE_INFERENCE_ACTIONS],
      resources: ['*'],
    }),
    ...(profiles.length > 0 ? [denyAroundProfiles(targets, profiles, except)] : []),
  ];
}

/** Of every principal but this one. */
const notBy = (roleArn: string) => ({ ArnNotEquals: { 'aws:PrincipalArn': roleArn } });

/** Whatever of the list is not named here as direct wants a profile. */
function denyAroundProfiles(
  targets: readonly InvokeTarget[],
  profiles: readonly string[],
  except?: string,
): iam.PolicyStatement {
  const isDirect = ({ throughProfile }: InvokeTarget) => throughProfile === undefined;
  const direct = targets.filter(isDirect).map(({ arn }) => arn);
  const kindsBehind = new Set(targets.filter((target) => !isDirect(target)).map(({ arn }) => everyOneLike(arn)));
  const isKindDirect = (arn: string) => !FOUNDATION_MODEL.test(arn) && !kindsBehind.has(everyOneLike(arn));
  return new iam.PolicyStatement({
    sid: 'DenyAroundProfiles',
    effect: iam.Effect.DENY,
    actions: [...INVOKE_ACTIONS],
    notResources: unique(direct.map((arn) => (isKindDirect(arn) ? everyOneLike(arn) : arn))),
    conditions: {
      ...(except && notBy(except)),
      // A negated operator matches when the key is like none of the values and also when the key is absent,
      // which is the case of a model that is invoked directly. The id is enough: the ARN was compared above.
      StringNotLike: { 'bedrock:InferenceProfileArn': profiles.map((arn) => `*${arn.slice(arn.lastIndexOf('/'))}`) },
    },
  });
}

/** Beginning and id. A foundation model has no account, and behind a global profile no Region. */
const FOUNDATION_MODEL = /^(.+:bedrock):[a-z0-9-]*::foundation-model\/(.+)$/;

/** All profiles, or deployments, of an account and Region. */
const everyOneLike = (arn: string) => `${arn.slice(0, arn.indexOf('/'))}/*`;

/** The ARNs; a foundation model in several Regions as one, with `*` for them, which matches the region-less ARN too. */
function inFewWords(targets: readonly InvokeTarget[]): string[] {
  const exact = unique(targets.map(({ arn }) => arn));
  const anywhere = exact.map((arn) => arn.replace(FOUNDATION_MODEL, '$1:*::foundation-model/$2'));
  const isAlone = (pattern: string) => anywhere.indexOf(pattern) === anywhere.lastIndexOf(pattern);
  return unique(anywhere.map((pattern, index) => (isAlone(pattern) ? (exact[index] ?? pattern) : pattern)));
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];
