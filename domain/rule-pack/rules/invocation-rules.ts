import { covers, hasWildcard, said } from '../../template/patterns';
import { IDENTITY_TYPES, identityStatements } from '../../template/policies';
import { allowedOf } from '../../template/statement';
import type { Rule } from '../rule';
import { INVOKE, invokes, unnamedModels } from './invocation';

const MANTLE = 'bedrock-mantle:CreateInference';

const FOUNDATION_MODEL = /^arn:[^:]+:bedrock:([^:]*)::foundation-model\/(.*)$/;

/** Those that stand for a model in several Regions: by a wildcard, by none as behind a global profile, or one by one. */
function inSeveralRegions(arns: readonly string[]): readonly string[] {
  const models = arns.flatMap((arn) => {
    const [, region = '', model] = FOUNDATION_MODEL.exec(arn) ?? [];
    return model === undefined ? [] : [{ arn, model, isAnywhere: region === '' || hasWildcard(region) }];
  });
  return models
    .filter(({ arn, model, isAnywhere }) => isAnywhere || models.some((m) => m.model === model && m.arn !== arn))
    .map(({ arn }) => arn);
}

export const INVOCATION_RULES: readonly Rule[] = [
  {
    id: 'INVOKE1',
    info: 'An identity policy lets its holder invoke models by a wildcard action.',
    why: '`bedrock:*` grants what no one reviewed: guardrails, logging and API keys with the models, and each new action of the service on the day it appears.',
    remedy:
      'Name the actions, such as `bedrock:InvokeModel` and `bedrock:InvokeModelWithResponseStream`. `bedrock:InvokeModel*` covers these two alone and may stay.',
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
    info: 'An identity policy lets its holder invoke models that it does not name.',
    why: 'Models differ in price, terms and where they send data, and a wildcard covers those that do not exist yet.',
    remedy: 'Name each model and inference profile by its ARN; `grantInvoke` writes them for you.',
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
    info: 'An identity policy lets its holder invoke a foundation model in several Regions, and not only through an inference profile.',
    why: 'Whoever may invoke the model itself in a destination Region can go around the profile, and data leaves for a Region of the caller’s choice.',
    remedy: 'Add the condition `bedrock:InferenceProfileArn` with the ARN of the profile, or name the Region.',
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
    info: 'An identity policy lets its holder invoke models through bedrock-mantle.',
    why: 'Its action is granted on a project: no policy sees the model, the guardrail or the profile, and model invocation logging does not see the request.',
    remedy: 'Use bedrock-runtime, or deny `bedrock-mantle:CreateInference` beside the Allow.',
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
