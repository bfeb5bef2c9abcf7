import { DEPLOYMENTS } from '../../lib/config/deployments';
import { deployment, resourcesOf } from '../support/synth';

describe('permissions boundary', () => {
  const statements = (name: 'production' | 'sandbox') => {
    const [boundary] = resourcesOf<{ PolicyDocument: { Statement: Record<string, unknown>[] } }>(
      deployment(name),
      'AWS::IAM::ManagedPolicy',
    ).filter(({ id }) => id.startsWith('Foundation/Boundary'));
    return boundary?.Properties.PolicyDocument.Statement ?? [];
  };
  const statement = (name: 'production' | 'sandbox', sid: string) => statements(name).find(({ Sid }) => Sid === sid);

  test('denies models beside the list, whatever the action’s other way in', () => {
    expect(statement('sandbox', 'DenyOtherModels')).toMatchObject({
      Effect: 'Deny',
      Action: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
      NotResource: DEPLOYMENTS.sandbox.models.map((id) => `arn:aws:bedrock:us-east-1::foundation-model/${id}`),
    });
  });

  test.each([
    'bedrock:CallWithBearerToken',
    'bedrock:DeleteEnforcedGuardrailConfiguration',
    'bedrock:DeleteGuardrail',
    'bedrock:DeleteModelInvocationLoggingConfiguration',
    'bedrock:PutModelInvocationLoggingConfiguration',
    'bedrock:UpdateGuardrail',
  ])('denies %s', (action) => {
    expect(statement('sandbox', 'DenyWeakening')).toMatchObject({ Effect: 'Deny', Resource: '*' });
    expect(statement('sandbox', 'DenyWeakening')?.Action).toContain(action);
  });

  test.each([
    'bedrock:CreateModelInvocationJob',
    'bedrock:InvokeAgent',
    'bedrock:InvokeDataAutomation',
    'bedrock:InvokeInlineAgent',
    'bedrock:OptimizePrompt',
  ])('denies %s, which reaches models that no list covers', (action) => {
    expect(statement('sandbox', 'DenyUnlistedInference')).toMatchObject({ Effect: 'Deny', Resource: '*' });
    expect(statement('sandbox', 'DenyUnlistedInference')?.Action).toContain(action);
  });

  test.each(['iam:DeleteRolePermissionsBoundary', 'iam:PutRolePermissionsBoundary', 'iam:CreatePolicyVersion'])(
    'cannot be lifted by %s',
    (action) => {
      expect(statement('sandbox', 'DenyLifting')?.Action).toContain(action);
    },
  );

  test('keeps to the Region; invocations also to where the configured profiles lead', () => {
    const equals = (name: 'production' | 'sandbox', sid: string) => {
      const condition = statement(name, sid)?.Condition as { StringNotEquals: Record<string, unknown> } | undefined;
      return condition?.StringNotEquals['aws:RequestedRegion'];
    };
    expect(equals('production', 'DenyOtherRegions')).toBe('us-east-1');
    expect(equals('sandbox', 'DenyInvokingInOtherRegions')).toEqual(['us-east-1']);
    expect(equals('production', 'DenyInvokingInOtherRegions')).toEqual([
      'unspecified',
      'us-east-1',
      'us-east-2',
      'us-west-2',
    ]);
  });

  test('demands the guardrail at its version where there is one', () => {
    expect(statement('sandbox', 'DenyWithoutGuardrail')).toBeUndefined();
    expect(statement('production', 'DenyWithoutGuardrail')).toMatchObject({ Effect: 'Deny', Resource: '*' });
  });

  test('allows none of the ways to a model that no policy can see', () => {
    const allowed = statements('production')
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Action }) => Action);
    expect(allowed.filter((action) => /^(\*|bedrock-mantle|bedrock-websearch|sagemaker)/.test(String(action)))).toEqual(
      [],
    );
  });
});
