import { misspeltActions } from '../../../proofs/actions/action-names';
import { AwsActions } from '../../../proofs/actions/aws-actions';
import type { Templates } from '../../../proofs/model/templates';

describe('the name of an action in a policy', () => {
  const named = async (properties: object) => {
    const template = { Resources: { P: { Type: 'AWS::Any::Policy', Properties: { ...properties } } } };
    const stacks = { 'a/Unit': { stackName: 'a', region: 'us-east-1', template } };
    const templates: Templates = { deployment: 'a', stacks };
    return misspeltActions(templates, await AwsActions.load());
  };
  const statement = (Effect: string, Action: unknown) => ({ Effect, Action, Resource: '*' });

  test.each([
    'bedrock:DeleteGuardrial',
    'bedrok:*',
    'bedrock:Delte*',
    'bedrock:Converse',
    'kms:ListKeysForService',
    'DeleteGuardrail',
    '',
  ])('%s is refused, in a Deny, a NotAction and anywhere in a resource', async (action) => {
    const says = [`policies name actions that AWS has. But: a/Unit/P names ${action}`];
    expect(await named({ Document: { Statement: [statement('Deny', ['s3:GetObject', action])] } })).toEqual(says);
    expect(await named({ Policies: [{ Deep: { Statement: statement('Allow', action) } }] })).toEqual(says);
    expect(await named({ Document: { Statement: [{ Effect: 'Deny', NotAction: action }] } })).toEqual(says);
  });

  test.each(['*', 'bedrock:*', 'BEDROCK:deleteguardrail', 'bedrock:Delete*', 'bedrock:?etGuardrail'])(
    '%s is accepted',
    async (action) => {
      expect(await named({ Document: { Statement: [statement('Deny', action)] } })).toEqual([]);
    },
  );

  test('that is no text is refused', async () => {
    await expect(named({ Document: { Statement: [statement('Deny', { Ref: 'Action' })] } })).rejects.toThrow(
      'an action that is not text is not modelled',
    );
  });
});
