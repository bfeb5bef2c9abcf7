import { arnParts, covers, coversResource, hasWildcard, NOBODY, said } from '../../template/patterns';
import { IDENTITY_TYPES, identityStatements } from '../../template/policies';
import { allowedOf, type Statement, wideResources } from '../../template/statement';
import type { Rule } from '../rule';

/**
 * The actions that invoke a model. Converse, ConverseStream and StartAsyncInvoke are authorized by them, too.
 * Source: Service Authorization Reference.
 */
export const INVOKE = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'] as const;

/** Kinds of resource that lead to a model. A pattern that covers one without a name is a wildcard over models. */
const ANY_MODEL = ['foundation-model', 'inference-profile', 'prompt-router'].map((kind) => `${kind}/${NOBODY}`);

/** Kinds of ARN whose last part is a model's name, or that of a profile which leads to one. */
const NAMES_MODEL = /:(?:foundation-model|inference-profile|(?:default-)?prompt-router)\/(.*)$/;

export const invokes = (statement: Statement): boolean =>
  statement.allows && INVOKE.some((action) => statement.speaksOf(action));

/** Resources of an Allow that name no model: `*`, `foundation-model/*`, a provider's `foundation-model/anthropic.*`. */
export function unnamedModels(statement: Statement): readonly string[] {
  if (!invokes(statement)) return [];
  return wideResources(
    statement,
    (arn) =>
      ANY_MODEL.some((model) => coversResource(arn, 'bedrock', model)) || hasWildcard(NAMES_MODEL.exec(arn)?.[1] ?? ''),
  );
}

const MANTLE = 'bedrock-mantle:CreateInference';

/** ARNs of models in several Regions: by a wildcard, by an empty Region (global profile), or listed one by one. */
function inSeveralRegions(arns: readonly string[]): readonly string[] {
  const models = arns.flatMap((arn) => {
    const [, , service, region = '', , ...resource] = arnParts(arn);
    const model = /^foundation-model\/(.*)$/.exec(resource.join(':'))?.[1];
    return service !== 'bedrock' || model === undefined
      ? []
      : [{ arn, model, isAnywhere: region === '' || hasWildcard(region) }];
  });
  return models
    .filter(({ arn, model, isAnywhere }) => isAnywhere || models.some((m) => m.model === model && m.arn !== arn))
    .map(({ arn }) => arn);
}

export const INVOCATION_RULES: readonly Rule[] = [
  {
    id: 'INVOKE1',
    info: 'An identity policy allows model invocation through a wildcard action.',
    why: '`bedrock:*` also grants the administration of guardrails, logging and API keys, and every action that AWS adds later. Nobody reviewed those.',
    remedy:
      'List the actions, for example `bedrock:InvokeModel` and `bedrock:InvokeModelWithResponseStream`. `bedrock:InvokeModel*` is accepted: it covers only these two.',
    source: 'Service Authorization Reference, Amazon Bedrock',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const statements = identityStatements(resource, app).filter(invokes);
      if (statements.length === 0) return 'not-applicable';
      return statements.flatMap((statement) =>
        statement.hasNotAction
          ? ['NotAction']
          : statement.actions
              .filter((action) => hasWildcard(action) && INVOKE.some((invoke) => covers(action, invoke)))
              .filter((action) => !/^bedrock:invokemodel/i.test(action))
              .map((action) => `Action::${action}`),
      );
    },
  },
  {
    id: 'INVOKE2',
    info: 'An identity policy allows the invocation of models that it does not name.',
    why: 'Models differ in price, terms and data destination. A wildcard also covers models that do not exist yet.',
    remedy: 'List each model and inference profile by its ARN. `grantInvoke` writes them for you.',
    source:
      'Amazon Bedrock User Guide, "Identity-based policy examples"; Service Authorization Reference, resource types of InvokeModel',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const statements = identityStatements(resource, app).filter(invokes);
      return statements.length === 0 ? 'not-applicable' : statements.flatMap(unnamedModels);
    },
  },
  {
    id: 'INVOKE3',
    info: 'An identity policy allows direct invocation of a foundation model in several Regions, without an inference profile.',
    why: 'With direct access to the model, a caller can bypass the profile and choose the Region that receives the data.',
    remedy:
      'Add the condition `bedrock:InferenceProfileArn` with the ARN of the profile, or name one Region in the ARN.',
    source: 'Amazon Bedrock User Guide, "Prerequisites for inference profiles" and "Global cross-Region inference"',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const anywhere = identityStatements(resource, app)
        .filter((statement) => invokes(statement) && !statement.hasNotResource)
        .map((statement) => ({ statement, arns: inSeveralRegions(statement.resources) }))
        .filter(({ arns }) => arns.length > 0);
      if (anywhere.length === 0) return 'not-applicable';
      return anywhere
        .filter(({ statement }) => !statement.demands('bedrock:InferenceProfileArn'))
        .flatMap(({ arns }) => arns.map((arn) => `Resource::${said(arn)}`));
    },
  },
  {
    id: 'INVOKE4',
    info: 'An identity policy allows model invocation through bedrock-mantle.',
    why: 'IAM grants this action on a project. Policies cannot restrict the model, the guardrail or the profile, and model invocation logging does not record the request.',
    remedy: 'Use bedrock-runtime, or add a Deny for `bedrock-mantle:CreateInference` to the same policy.',
    source:
      'Service Authorization Reference, Amazon Bedrock Mantle; Amazon Bedrock User Guide, "Model invocation logging"',
    types: IDENTITY_TYPES,
    check: (resource, app) => {
      const statements = identityStatements(resource, app);
      return statements.length === 0
        ? 'not-applicable'
        : allowedOf(statements, [MANTLE]).map((action) => `Action::${action}`);
    },
  },
];
