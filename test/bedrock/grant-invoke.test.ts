import { Template } from 'aws-cdk-lib/assertions';
import { AnyPrincipal, Role, ServicePrincipal, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { grantInvoke, invokeStatements } from '../../lib/bedrock/grant-invoke';
import {
  ANYWHERE,
  applicationProfile,
  DESTINATIONS,
  everything,
  example,
  GUARDRAIL,
  INVOKE,
  json,
  NOVA_2,
  NOVA_LITE,
  profile,
  REFERENCES,
} from '../models/examples';
import { testStack } from '../support/synth';

describe('invokeStatements', () => {
  test('one statement for what is invoked by name, one for each profile, one more for requests without a Region', () => {
    expect(json(invokeStatements(everything))).toEqual([
      {
        Sid: 'InvokeModels',
        Effect: 'Allow',
        Action: INVOKE,
        Resource: [
          NOVA_LITE,
          profile(`us.${NOVA_2}`),
          profile(`global.${NOVA_2}`),
          applicationProfile,
          REFERENCES['custom-model-deployment'],
          REFERENCES['provisioned-throughput'],
        ],
      },
      {
        Sid: 'InvokeThroughUsAmazonNova2LiteV10',
        Effect: 'Allow',
        Action: INVOKE,
        Resource: DESTINATIONS,
        Condition: { StringEquals: { 'bedrock:InferenceProfileArn': profile(`us.${NOVA_2}`) } },
      },
      {
        Sid: 'InvokeThroughGlobalAmazonNova2LiteV10',
        Effect: 'Allow',
        Action: INVOKE,
        Resource: DESTINATIONS[0],
        Condition: { StringEquals: { 'bedrock:InferenceProfileArn': profile(`global.${NOVA_2}`) } },
      },
      {
        Sid: 'InvokeThroughGlobalAmazonNova2LiteV10Anywhere',
        Effect: 'Allow',
        Action: INVOKE,
        Resource: ANYWHERE,
        Condition: {
          StringEquals: {
            'bedrock:InferenceProfileArn': profile(`global.${NOVA_2}`),
            'aws:RequestedRegion': 'unspecified',
          },
        },
      },
      {
        Sid: 'InvokeThroughA1b2c3d4e5f6',
        Effect: 'Allow',
        Action: INVOKE,
        // Without the profile behind it, which is allowed by its own name.
        Resource: DESTINATIONS,
        Condition: { StringEquals: { 'bedrock:InferenceProfileArn': applicationProfile } },
      },
    ]);
  });

  test('a foundation model alone needs no condition', () => {
    expect(json(invokeStatements([example('foundation-model')]))).toEqual([
      { Sid: 'InvokeModels', Effect: 'Allow', Action: INVOKE, Resource: NOVA_LITE },
    ]);
  });

  test('the same model twice is one ARN', () => {
    const twice = [example('foundation-model'), example('foundation-model')];
    expect(json(invokeStatements(twice))[0]?.Resource).toBe(NOVA_LITE);
  });

  test('with a guardrail every Allow demands it, ApplyGuardrail is allowed, and everything else is denied', () => {
    const identifier = { 'bedrock:GuardrailIdentifier': `${GUARDRAIL.arn}:*` };
    const statements = json(invokeStatements(everything, { guardrail: GUARDRAIL }));
    const allows = statements.filter(({ Sid }) => Sid?.startsWith('Invoke'));
    expect(allows).toHaveLength(5);
    for (const { Condition } of allows) expect(Condition?.ArnLike).toEqual(identifier);
    expect(statements.slice(-2)).toEqual([
      { Sid: 'ApplyGuardrail', Effect: 'Allow', Action: 'bedrock:ApplyGuardrail', Resource: GUARDRAIL.arn },
      {
        Sid: 'DenyWithoutGuardrail',
        Effect: 'Deny',
        Action: INVOKE,
        Resource: '*',
        Condition: { ArnNotLike: identifier },
      },
    ]);
  });

  test('for an endpoint policy: its principals everywhere, its conditions on every Allow and on no Deny', () => {
    const ours = { 'aws:PrincipalAccount': '111122223333' };
    const statements = json(
      invokeStatements([example('geographic-profile')], {
        principals: [new StarPrincipal()],
        conditions: { StringEquals: ours },
        guardrail: GUARDRAIL,
      }),
    );
    expect(statements).toHaveLength(4);
    for (const statement of statements) {
      expect(statement).toHaveProperty('Principal', '*');
      const { StringEquals = {} } = statement.Condition ?? {};
      expect('aws:PrincipalAccount' in StringEquals).toBe(statement.Effect === 'Allow');
    }
    expect(statements[1]?.Condition).toEqual({
      StringEquals: { 'bedrock:InferenceProfileArn': profile(`us.${NOVA_2}`), ...ours },
      ArnLike: { 'bedrock:GuardrailIdentifier': `${GUARDRAIL.arn}:*` },
    });
  });

  test('conditions of another operator stand beside ours', () => {
    const conditions = { Bool: { 'aws:SecureTransport': 'true' } };
    expect(json(invokeStatements([example('global-profile')], { conditions }))[1]?.Condition).toEqual({
      StringEquals: { 'bedrock:InferenceProfileArn': profile(`global.${NOVA_2}`) },
      ...conditions,
    });
  });
});

describe('grantInvoke', () => {
  test('gives the statements to the role', () => {
    const stack = testStack();
    const role = new Role(stack, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    grantInvoke(role, [example('foundation-model'), example('geographic-profile')]);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Sid: 'InvokeModels', Effect: 'Allow', Action: INVOKE, Resource: [profile(`us.${NOVA_2}`), NOVA_LITE] },
          {
            Sid: 'InvokeThroughUsAmazonNova2LiteV10',
            Effect: 'Allow',
            Action: INVOKE,
            Resource: DESTINATIONS,
            Condition: { StringEquals: { 'bedrock:InferenceProfileArn': profile(`us.${NOVA_2}`) } },
          },
        ],
      },
    });
  });
});

test('a principal given as a list does not leak into the caller', () => {
  const principals = [new AnyPrincipal()];
  invokeStatements(everything, { principals });
  expect(principals).toHaveLength(1);
});
