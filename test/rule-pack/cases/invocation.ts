import { account, allow, deny, it, policy, type RuleCase } from '../resource';

const INVOKE = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];
const MODEL = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0';
const ANYWHERE = 'arn:aws:bedrock:*::foundation-model/amazon.nova-lite-v1:0';
const WEST = 'arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0';
const PROFILE = account('inference-profile/us.amazon.nova-lite-v1:0');
const through = (operator: string, profile: unknown = PROFILE) => ({
  [operator]: { 'bedrock:InferenceProfileArn': profile },
});
const reads = policy(allow('bedrock:GetGuardrail', '*'));

export const INVOCATION_CASES: readonly RuleCase[] = [
  { rule: 'INVOKE1', says: 'compliant', of: 'named actions', resources: policy(allow(INVOKE, MODEL)) },
  {
    rule: 'INVOKE1',
    says: 'compliant',
    of: 'the documented wildcard',
    resources: policy(allow('bedrock:InvokeModel*', MODEL)),
  },
  {
    rule: 'INVOKE1',
    says: ['Action::bedrock:*'],
    of: 'all of Bedrock',
    resources: policy(allow(['s3:GetObject', 'bedrock:*'], MODEL)),
  },
  {
    rule: 'INVOKE1',
    says: ['Action::Bedrock:Inv*'],
    of: 'a wildcard in other letters',
    resources: policy(allow('Bedrock:Inv*', MODEL)),
  },
  {
    rule: 'INVOKE1',
    says: ['NotAction'],
    of: 'all but something',
    resources: policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
  },
  {
    rule: 'INVOKE1',
    says: ['Action::*'],
    of: 'an inline policy of a user',
    resources: it('AWS::IAM::User', {
      Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: allow('*', '*') } }],
    }),
  },
  {
    rule: 'INVOKE1',
    says: ['Action::bedrock:*'],
    of: 'a permission set, whose policy is text',
    resources: it('AWS::SSO::PermissionSet', {
      InlinePolicy: JSON.stringify({ Statement: [allow('bedrock:*', MODEL)] }),
    }),
  },
  { rule: 'INVOKE1', says: 'not-applicable', of: 'a policy that invokes nothing', resources: reads },
  { rule: 'INVOKE1', says: 'not-applicable', of: 'a deny', resources: policy(deny('bedrock:*', '*')) },

  {
    rule: 'INVOKE2',
    says: 'compliant',
    of: 'models by name',
    resources: policy(allow(INVOKE, [MODEL, PROFILE, ANYWHERE])),
  },
  {
    rule: 'INVOKE2',
    says: 'compliant',
    of: 'custom models of the account',
    resources: policy(allow(INVOKE, account('custom-model-deployment/*'))),
  },
  {
    rule: 'INVOKE2',
    says: ['Resource::*'],
    of: 'every resource',
    resources: policy(allow('bedrock:InvokeModel', ['*', MODEL])),
  },
  {
    rule: 'INVOKE2',
    says: ['Resource::arn:aws:bedrock:*::foundation-model/*'],
    of: 'every foundation model',
    resources: policy(allow('bedrock:*', 'arn:aws:bedrock:*::foundation-model/*')),
  },
  {
    rule: 'INVOKE2',
    says: ['Resource::arn:aws:bedrock:us-east-1::foundation-model/anthropic.*'],
    of: 'all models of a provider',
    resources: policy(allow(INVOKE, 'arn:aws:bedrock:us-east-1::foundation-model/anthropic.*')),
  },
  {
    rule: 'INVOKE2',
    says: ['Resource::arn:aws:bedrock:us-east-1:<AWS::AccountId>:inference-profile/*'],
    of: 'every profile',
    resources: policy(allow(INVOKE, account('inference-profile/*'))),
  },
  {
    rule: 'INVOKE2',
    says: ['NotResource'],
    of: 'all but something',
    resources: policy({ Effect: 'Allow', Action: INVOKE, NotResource: MODEL }),
  },
  { rule: 'INVOKE2', says: 'not-applicable', of: 'a policy that invokes nothing', resources: reads },

  {
    rule: 'INVOKE3',
    says: 'compliant',
    of: 'every Region through a profile',
    resources: policy(allow(INVOKE, [ANYWHERE, WEST], through('StringEquals'))),
  },
  {
    rule: 'INVOKE3',
    says: 'compliant',
    of: 'a global profile',
    resources: policy(allow(INVOKE, 'arn:aws:bedrock:::foundation-model/a', through('ArnLike'))),
  },
  {
    rule: 'INVOKE3',
    says: [`Resource::${ANYWHERE}`],
    of: 'every Region',
    resources: policy(allow(INVOKE, [ANYWHERE, 'arn:aws:s3:::b'])),
  },
  {
    rule: 'INVOKE3',
    says: [`Resource::${MODEL}`, `Resource::${WEST}`],
    of: 'two Regions, one by one',
    resources: policy(allow(INVOKE, [MODEL, WEST])),
  },
  {
    rule: 'INVOKE3',
    says: [`Resource::${ANYWHERE}`],
    of: 'a condition that a request may go without',
    resources: policy(allow(INVOKE, ANYWHERE, through('StringEqualsIfExists'))),
  },
  {
    rule: 'INVOKE3',
    says: [`Resource::${ANYWHERE}`],
    of: 'a condition that every profile meets',
    resources: policy(allow(INVOKE, ANYWHERE, through('StringLike', '*'))),
  },
  {
    rule: 'INVOKE3',
    says: [`Resource::${ANYWHERE}`],
    of: 'a condition that says which profile not',
    resources: policy(allow(INVOKE, ANYWHERE, through('StringNotEquals'))),
  },
  { rule: 'INVOKE3', says: 'not-applicable', of: 'a model in its Region', resources: policy(allow(INVOKE, MODEL)) },

  { rule: 'INVOKE4', says: 'compliant', of: 'bedrock-runtime', resources: policy(allow(INVOKE, MODEL)) },
  {
    rule: 'INVOKE4',
    says: 'compliant',
    of: 'a wildcard with a deny beside it',
    resources: policy(allow('bedrock-mantle:*', '*'), deny('bedrock-mantle:CreateInference', '*')),
  },
  {
    rule: 'INVOKE4',
    says: ['Action::bedrock-mantle:CreateInference'],
    of: 'a deny of something else',
    resources: policy(allow('bedrock-mantle:*', '*'), deny('bedrock-mantle:CreateInference', MODEL)),
  },
  {
    rule: 'INVOKE4',
    says: ['Action::bedrock-mantle:CreateInference'],
    of: 'the action',
    resources: policy(allow('bedrock-mantle:CreateInference', '*')),
  },
  {
    rule: 'INVOKE4',
    says: 'not-applicable',
    of: 'a role without a policy of its own',
    resources: it('AWS::IAM::Role'),
  },
];
