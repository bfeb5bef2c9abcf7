import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { GuardrailConfig } from '../../domain/guardrail/guardrail-config';
import { BLOCKED_PII, DEFAULT_MASKED_PII, PII_TYPES } from '../../domain/guardrail/pii';
import { Guardrail } from '../../lib/bedrock/guardrail';
import { testStack } from '../support/synth';

function synth(config: GuardrailConfig = {}, name = 'private-bedrock-test'): Template {
  const stack = testStack();
  const encryptionKey = new Key(stack, 'Key');
  const guardrail = new Guardrail(stack, 'Guardrail', { ...config, name, encryptionKey });
  guardrail.addVersion(stack);
  guardrail.grantApply(new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }));
  return Template.fromStack(stack);
}

const versionOf = (template: Template) =>
  Object.values(template.findResources('AWS::Bedrock::GuardrailVersion'))[0]?.Properties.Description;

const TOPIC = { name: 'Legal advice', definition: 'What a lawyer ought to say.' };

test('filters at their strictest; attacks in prompts alone, as the API demands', () => {
  synth().hasResourceProperties('AWS::Bedrock::Guardrail', {
    Name: 'private-bedrock-test',
    ContentPolicyConfig: {
      FiltersConfig: [
        ...['HATE', 'INSULTS', 'MISCONDUCT', 'SEXUAL', 'VIOLENCE'].map((Type) => ({
          Type,
          InputStrength: 'HIGH',
          OutputStrength: 'HIGH',
        })),
        { Type: 'PROMPT_ATTACK', InputStrength: 'HIGH', OutputStrength: 'NONE' },
      ],
    },
    TopicPolicyConfig: Match.absent(),
  });
});

test('is encrypted with the key it is given', () => {
  synth().hasResourceProperties('AWS::Bedrock::Guardrail', { KmsKeyArn: { 'Fn::GetAtt': [Match.anyValue(), 'Arn'] } });
});

test('says one sentence for prompts and answers, and it can be another', () => {
  synth().hasResourceProperties('AWS::Bedrock::Guardrail', {
    BlockedInputMessaging: 'This request or its answer is not allowed here.',
    BlockedOutputsMessaging: 'This request or its answer is not allowed here.',
  });
  synth({ blockedMessage: 'No.' }).hasResourceProperties('AWS::Bedrock::Guardrail', {
    BlockedInputMessaging: 'No.',
    BlockedOutputsMessaging: 'No.',
  });
});

describe('personal data', () => {
  const entities = (types: readonly string[], Action: string) => types.map((Type) => ({ Type, Action }));

  test('secrets are blocked, identifiers of a person masked', () => {
    synth().hasResourceProperties('AWS::Bedrock::Guardrail', {
      SensitiveInformationPolicyConfig: {
        PiiEntitiesConfig: [...entities(BLOCKED_PII, 'BLOCK'), ...entities(DEFAULT_MASKED_PII, 'ANONYMIZE')],
      },
    });
  });

  test('a configured list replaces the masks and can never unblock a secret', () => {
    synth({ maskedPii: ['NAME', 'PASSWORD'] }).hasResourceProperties('AWS::Bedrock::Guardrail', {
      SensitiveInformationPolicyConfig: {
        PiiEntitiesConfig: [...entities(BLOCKED_PII, 'BLOCK'), ...entities(['NAME'], 'ANONYMIZE')],
      },
    });
  });

  test('the defaults do not overlap', () => {
    const both = [...BLOCKED_PII, ...DEFAULT_MASKED_PII];
    expect(new Set(both).size).toBe(both.length);
    expect([...PII_TYPES].sort()).toEqual(PII_TYPES);
  });
});

test('denied topics, with examples where there are some', () => {
  const examples = ['May I sue?'];
  synth({ deniedTopics: [TOPIC, { ...TOPIC, name: 'Lawsuits', examples }] }).hasResourceProperties(
    'AWS::Bedrock::Guardrail',
    {
      TopicPolicyConfig: {
        TopicsConfig: [
          { Name: TOPIC.name, Definition: TOPIC.definition, Type: 'DENY', Examples: Match.absent() },
          { Name: 'Lawsuits', Definition: TOPIC.definition, Type: 'DENY', Examples: examples },
        ],
      },
    },
  );
});

describe('its version', () => {
  const plain = versionOf(synth());

  test('is a snapshot of the guardrail beside it', () => {
    synth().hasResourceProperties('AWS::Bedrock::GuardrailVersion', {
      GuardrailIdentifier: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Guardrail'), 'GuardrailId'] },
      Description: Match.stringLikeRegexp('^Definition [0-9a-f]{16}$'),
    });
  });

  test('stays while the definition stays, whatever the name', () => {
    expect(versionOf(synth({}, 'another-name'))).toBe(plain);
    expect(versionOf(synth({ deniedTopics: [] }))).toBe(plain);
  });

  test.each<GuardrailConfig>([
    { blockedMessage: 'No.' },
    { deniedTopics: [TOPIC] },
    { maskedPii: ['EMAIL'] },
    { maskedPii: [] },
  ])('is replaced by %p', (config) => {
    expect(versionOf(synth(config))).not.toBe(plain);
  });
});

test('whoever applies it may do that alone, and open the key for guardrails alone', () => {
  synth().hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'bedrock:ApplyGuardrail',
          Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Guardrail'), 'GuardrailArn'] },
        },
        {
          Effect: 'Allow',
          Action: 'kms:Decrypt',
          Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
          Condition: {
            StringEquals: { 'kms:ViaService': 'bedrock.us-east-1.amazonaws.com' },
            Null: { 'kms:EncryptionContext:aws:bedrock:guardrail-id': 'false' },
          },
        },
      ],
    },
  });
});

test('names itself as policies do', () => {
  const stack = testStack();
  const guardrail = new Guardrail(stack, 'Guardrail', { name: 'g', encryptionKey: new Key(stack, 'Key') });
  expect(guardrail.applied).toEqual({ arn: guardrail.guardrailArn });
});
