import { allow, document, it, policy, type Resources, type RuleCase, resource } from '../resource';

const GUARDRAIL = 'AWS::Bedrock::Guardrail';
const versionOf = (GuardrailIdentifier: unknown): Resources => ({
  Version: resource('AWS::Bedrock::GuardrailVersion', { GuardrailIdentifier }),
});
const MADE = { 'Fn::GetAtt': ['Version', 'Version'] };
const agent = (GuardrailVersion?: unknown) => ({
  GuardrailConfiguration: { GuardrailIdentifier: 'g', ...(GuardrailVersion !== undefined && { GuardrailVersion }) },
});
const functionWith = (version: unknown, others: Resources = {}) =>
  it('AWS::Lambda::Function', { Environment: { Variables: { GUARDRAIL_VERSION: version, A: 'DRAFT' } } }, others);
const filters = (...FiltersConfig: readonly object[]) => it(GUARDRAIL, { ContentPolicyConfig: { FiltersConfig } });
const demanding = (operator: string, value: unknown) =>
  policy(allow('bedrock:InvokeModel', 'm', { [operator]: { 'bedrock:GuardrailIdentifier': value } }));
const ARN = 'arn:aws:bedrock:us-east-1:111122223333:guardrail/abc';

export const GUARDRAIL_CASES: readonly RuleCase[] = [
  {
    rule: 'GUARD1',
    says: 'compliant',
    of: 'a guardrail with a version',
    resources: it(GUARDRAIL, {}, versionOf({ 'Fn::GetAtt': ['It', 'GuardrailId'] })),
  },
  { rule: 'GUARD1', says: [''], of: 'one without', resources: it(GUARDRAIL) },
  {
    rule: 'GUARD1',
    says: [''],
    of: 'one beside another that has',
    resources: it(GUARDRAIL, {}, { Other: resource(GUARDRAIL), ...versionOf({ Ref: 'Other' }) }),
  },
  { rule: 'GUARD1', says: 'not-applicable', of: 'an agent', resources: it('AWS::Bedrock::Agent') },

  { rule: 'GUARD2', says: 'compliant', of: 'a number', resources: it('AWS::Bedrock::Agent', agent('3')) },
  { rule: 'GUARD2', says: 'compliant', of: 'a version of this app', resources: functionWith(MADE, versionOf('g')) },
  {
    rule: 'GUARD2',
    says: ['Version::DRAFT'],
    of: 'an agent with the draft',
    resources: it('AWS::Bedrock::Agent', agent('DRAFT')),
  },
  { rule: 'GUARD2', says: ['Version::DRAFT'], of: 'a function with the draft', resources: functionWith('DRAFT') },
  {
    rule: 'GUARD2',
    says: ['Version::<Guardrail.Version>'],
    of: 'the Version of a guardrail, which is DRAFT',
    resources: functionWith({ 'Fn::GetAtt': ['Guardrail', 'Version'] }, { Guardrail: resource(GUARDRAIL) }),
  },
  {
    rule: 'GUARD2',
    says: ['Version::<Version>'],
    of: 'the Ref of a version, which is more than its number',
    resources: functionWith({ Ref: 'Version' }, versionOf('g')),
  },
  {
    rule: 'GUARD2',
    says: ['Version::DRAFT'],
    of: 'a flow, deep inside',
    resources: it('AWS::Bedrock::Flow', { Definition: { Nodes: [{ Configuration: { Prompt: agent('DRAFT') } }] } }),
  },
  {
    rule: 'GUARD2',
    says: ['Version::DRAFT'],
    of: 'what is enforced for the account',
    resources: it('AWS::Bedrock::EnforcedGuardrailConfiguration', {
      GuardrailIdentifier: 'g',
      GuardrailVersion: 'DRAFT',
    }),
  },
  {
    rule: 'GUARD2',
    says: ['Unreadable::<elsewhere>'],
    of: 'a version that another app exports',
    resources: functionWith({ 'Fn::ImportValue': 'elsewhere' }),
  },
  {
    rule: 'GUARD2',
    says: 'not-applicable',
    of: 'a function without a guardrail',
    resources: it('AWS::Lambda::Function'),
  },

  {
    rule: 'GUARD3',
    says: 'compliant',
    of: 'a filter of prompt attacks',
    resources: filters({ Type: 'HATE' }, { Type: 'PROMPT_ATTACK', InputStrength: 'HIGH' }),
  },
  {
    rule: 'GUARD3',
    says: [''],
    of: 'one that is off',
    resources: filters({ Type: 'PROMPT_ATTACK', InputStrength: 'NONE' }),
  },
  { rule: 'GUARD3', says: [''], of: 'other filters', resources: filters({ Type: 'HATE', InputStrength: 'HIGH' }) },
  { rule: 'GUARD3', says: 'not-applicable', of: 'an agent', resources: it('AWS::Bedrock::Agent') },

  {
    rule: 'GUARD4',
    says: 'compliant',
    of: 'an agent with a guardrail',
    resources: it('AWS::Bedrock::Agent', agent('1')),
  },
  { rule: 'GUARD4', says: [''], of: 'one without', resources: it('AWS::Bedrock::Agent') },
  { rule: 'GUARD4', says: 'not-applicable', of: 'a guardrail', resources: it(GUARDRAIL) },

  {
    rule: 'GUARD6',
    says: 'compliant',
    of: 'filters that act on one side',
    resources: it(GUARDRAIL, {
      ContentPolicyConfig: {
        FiltersConfig: [
          { Type: 'PROMPT_ATTACK', InputStrength: 'HIGH', OutputStrength: 'NONE' },
          { Type: 'HATE', InputStrength: 'LOW', InputAction: 'NONE', OutputStrength: 'LOW' },
        ],
      },
      SensitiveInformationPolicyConfig: {
        PiiEntitiesConfig: [{ Type: 'EMAIL', Action: 'NONE', OutputAction: 'ANONYMIZE' }],
        RegexesConfig: [{ Name: 'a', Pattern: 'a', Action: 'BLOCK', InputEnabled: false }],
      },
      WordPolicyConfig: { WordsConfig: [{ Text: 'a' }], ManagedWordListsConfig: [{ Type: 'PROFANITY' }] },
      TopicPolicyConfig: { TopicsConfig: [{ Name: 'a', Type: 'DENY' }] },
      ContextualGroundingPolicyConfig: { FiltersConfig: [{ Type: 'GROUNDING', Threshold: 0.5 }] },
    }),
  },
  {
    rule: 'GUARD6',
    says: ['Content::HATE', 'Content::VIOLENCE', 'Content::SEXUAL'],
    of: 'content filters without strength, that only detect, or that are off',
    resources: filters(
      { Type: 'HATE', InputStrength: 'NONE', OutputStrength: 'NONE' },
      { Type: 'VIOLENCE', InputStrength: 'HIGH', OutputStrength: 'HIGH', InputAction: 'NONE', OutputAction: 'NONE' },
      { Type: 'SEXUAL', InputStrength: 'NONE', OutputStrength: 'HIGH', OutputEnabled: 'false' },
    ),
  },
  {
    rule: 'GUARD6',
    says: ['Grounding::RELEVANCE', 'Pii::EMAIL', 'Regex::a', 'Topic::a', 'Words::PROFANITY', 'Word::a'],
    of: 'items of every list that only detect or are off',
    resources: it(GUARDRAIL, {
      ContextualGroundingPolicyConfig: { FiltersConfig: [{ Type: 'RELEVANCE', Threshold: 0.5, Action: 'NONE' }] },
      SensitiveInformationPolicyConfig: {
        PiiEntitiesConfig: [{ Type: 'EMAIL', Action: 'NONE' }],
        RegexesConfig: [{ Name: 'a', Pattern: 'a', Action: 'BLOCK', InputAction: 'NONE', OutputAction: 'NONE' }],
      },
      TopicPolicyConfig: { TopicsConfig: [{ Name: 'a', Type: 'DENY', InputEnabled: false, OutputEnabled: false }] },
      WordPolicyConfig: {
        ManagedWordListsConfig: [{ Type: 'PROFANITY', InputAction: 'NONE', OutputEnabled: false }],
        WordsConfig: [{ Text: 'a', InputAction: 'NONE', OutputAction: 'NONE' }],
      },
    }),
  },
  {
    rule: 'GUARD6',
    says: ['Unreadable::<elsewhere>'],
    of: 'an action that another app exports',
    resources: filters({ Type: 'HATE', InputStrength: 'HIGH', InputAction: { 'Fn::ImportValue': 'elsewhere' } }),
  },
  { rule: 'GUARD6', says: 'not-applicable', of: 'an agent', resources: it('AWS::Bedrock::Agent') },

  { rule: 'GUARD5', says: 'compliant', of: 'a numbered version', resources: demanding('StringEquals', `${ARN}:1`) },
  { rule: 'GUARD5', says: 'compliant', of: 'any numbered version', resources: demanding('ArnNotLike', `${ARN}:*`) },
  {
    rule: 'GUARD5',
    says: [`Guardrail::${ARN}`],
    of: 'the draft',
    resources: demanding('StringEquals', [ARN, `${ARN}:1`]),
  },
  {
    rule: 'GUARD5',
    says: [`Guardrail::${ARN}*`],
    of: 'a wildcard that the draft meets',
    resources: demanding('StringLike', `${ARN}*`),
  },
  {
    rule: 'GUARD5',
    says: ['Guardrail::g'],
    of: 'an endpoint',
    resources: it('AWS::EC2::VPCEndpoint', {
      PolicyDocument: document(allow('*', '*', { StringEquals: { 'bedrock:GuardrailIdentifier': 'g' } })),
    }),
  },
  {
    rule: 'GUARD5',
    says: 'not-applicable',
    of: 'no guardrail at all',
    resources: policy(allow('bedrock:InvokeModel', 'm')),
  },
];
