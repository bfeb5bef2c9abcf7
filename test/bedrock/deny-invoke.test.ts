import { denyInvokeBeside } from '../../lib/bedrock/deny-invoke';
import { ANYWHERE, DESTINATIONS, example, INVOKE, json, NOVA_2, NOVA_LITE, profile } from './examples';
import { isDenied } from './iam-evaluator';

describe('denyInvokeBeside', () => {
  test('what is not in the list, the mantle plane, and a destination without its profile', () => {
    expect(json(denyInvokeBeside([example('foundation-model'), example('geographic-profile')]))).toEqual([
      {
        Sid: 'DenyOtherModels',
        Effect: 'Deny',
        Action: INVOKE,
        NotResource: [NOVA_LITE, profile(`us.${NOVA_2}`), ...DESTINATIONS],
      },
      { Sid: 'DenyMantle', Effect: 'Deny', Action: 'bedrock-mantle:CreateInference', Resource: '*' },
      {
        Sid: 'DenyAroundUsAmazonNova2LiteV10',
        Effect: 'Deny',
        Action: INVOKE,
        Resource: DESTINATIONS,
        Condition: { StringNotEquals: { 'bedrock:InferenceProfileArn': [profile(`us.${NOVA_2}`)] } },
      },
    ]);
  });

  test('a destination behind two profiles may be reached through either', () => {
    const statements = json(denyInvokeBeside([example('geographic-profile'), example('global-profile')]));
    expect(statements.slice(2)).toEqual([
      expect.objectContaining({
        Resource: DESTINATIONS[0],
        Condition: {
          StringNotEquals: { 'bedrock:InferenceProfileArn': [profile(`global.${NOVA_2}`), profile(`us.${NOVA_2}`)] },
        },
      }),
      expect.objectContaining({ Sid: 'DenyAroundUsAmazonNova2LiteV10', Resource: DESTINATIONS.slice(1) }),
      expect.objectContaining({ Sid: 'DenyAroundGlobalAmazonNova2LiteV10', Resource: ANYWHERE }),
    ]);
  });

  test('without models nothing at all can be invoked', () => {
    const statements = json(denyInvokeBeside([]));
    expect(isDenied(statements, { action: 'bedrock:InvokeModel', resource: NOVA_LITE, context: {} })).toBe(true);
  });
});
