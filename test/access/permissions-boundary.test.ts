import { covers } from '../../domain/template/patterns';
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
    'bedrock-mantle:CreateInference',
    'bedrock:CallWithBearerToken',
    'bedrock:CreateCustomModel',
    'bedrock:CreateModelInvocationJob',
    'bedrock:CreateProvisionedModelThroughput',
    'bedrock:DeleteEnforcedGuardrailConfiguration',
    'bedrock:DeleteGuardrail',
    'bedrock:DeleteModelInvocationLoggingConfiguration',
    'bedrock:IngestKnowledgeBaseDocuments',
    'bedrock:InvokeAgent',
    'bedrock:InvokeDataAutomation',
    'bedrock:InvokeInlineAgent',
    'bedrock:NamedByAwsTomorrow',
    'bedrock:OptimizePrompt',
    'bedrock:PutModelInvocationLoggingConfiguration',
    'bedrock:Retrieve',
    'bedrock:UpdateCustomModelDeployment',
    'bedrock:UpdateGuardrail',
    'iam:CreatePolicyVersion',
    'iam:DeleteRolePermissionsBoundary',
    'iam:PutRolePermissionsBoundary',
  ])('denies %s, which is not on its list', (action) => {
    expect(statement('sandbox', 'DenyAllElse')).toMatchObject({ Effect: 'Deny', Resource: '*' });
    const listed = statement('sandbox', 'DenyAllElse')?.NotAction as readonly string[];
    expect(listed.filter((pattern) => covers(pattern, action))).toEqual([]);
  });

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
