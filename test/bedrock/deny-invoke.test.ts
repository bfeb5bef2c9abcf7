import { denyInvokeExcept } from '../../lib/bedrock/deny-invoke';
import {
  applicationProfile,
  example,
  foundationModel,
  INVOKE,
  json,
  NOVA_2,
  NOVA_LITE,
  profile,
} from '../models/examples';
import { isDenied } from './decisions';

/** Patterns of a boundary, which has little room. */
const anywhere = (id: string) => `arn:aws:bedrock:*::foundation-model/${id}`;
const anyProfile = (id: string) => `arn:aws:bedrock:*:*:inference-profile/${id}`;

describe('denyInvokeExcept', () => {
  test('what is not in the list, and a destination without its profile', () => {
    expect(json(denyInvokeExcept([example('foundation-model'), example('geographic-profile')]))).toEqual([
      {
        Sid: 'DenyOtherModels',
        Effect: 'Deny',
        Action: INVOKE,
        NotResource: [NOVA_LITE, anyProfile(`us.${NOVA_2}`), anywhere(NOVA_2)],
      },
      {
        Sid: 'DenyAroundProfiles',
        Effect: 'Deny',
        Action: INVOKE,
        NotResource: [NOVA_LITE, profile('*')],
        Condition: { StringNotLike: { 'bedrock:InferenceProfileArn': [`*/us.${NOVA_2}`] } },
      },
    ]);
  });

  test('each profile adds itself, and a model behind several of them stands there once', () => {
    const [others, around] = json(
      denyInvokeExcept([example('geographic-profile'), example('global-profile'), example('application-profile')]),
    );
    expect(others?.NotResource).toEqual([
      anyProfile(`us.${NOVA_2}`),
      anywhere(NOVA_2),
      anyProfile(`global.${NOVA_2}`),
      applicationProfile,
    ]);
    expect(around?.Condition?.StringNotLike).toEqual({
      'bedrock:InferenceProfileArn': [`*/us.${NOVA_2}`, `*/global.${NOVA_2}`, '*/a1b2c3d4e5f6'],
    });
  });

  test('an application profile does not open the profile that it copies', () => {
    const [, around] = json(denyInvokeExcept([example('application-profile')]));
    const [, both] = json(denyInvokeExcept([example('application-profile'), example('global-profile')]));
    expect(around?.NotResource).toBe(applicationProfile.replace(/[^/]*$/, '*'));
    expect(both?.NotResource).toEqual([around?.NotResource, profile(`global.${NOVA_2}`)]);
  });

  test('a model that is direct in one Region and behind a profile in others stays exact where it is direct', () => {
    const here = foundationModel('us-east-1', NOVA_2);
    const direct = { kind: 'foundation-model', modelId: NOVA_2, targets: [{ arn: here }] } as const;
    const statements = json(denyInvokeExcept([direct, example('geographic-profile')]));
    const isDeniedIn = (region: string) =>
      isDenied(statements, { action: INVOKE[0] ?? '', resource: foundationModel(region, NOVA_2), context: {} });
    expect(['us-east-1', 'us-east-2'].map(isDeniedIn)).toEqual([false, true]);
  });

  test('a profile that leads elsewhere only does not open its model here, beside one that is direct here', () => {
    const elsewhere = example('geographic-profile').targets.filter(({ arn }) => !arn.includes(':us-east-1::'));
    const profiled = { ...example('geographic-profile'), targets: elsewhere };
    const statements = json(denyInvokeExcept([example('foundation-model'), profiled]));
    const request = { action: INVOKE[0] ?? '', resource: foundationModel('us-east-1', NOVA_2), context: {} };
    expect(isDenied(statements, request)).toBe(true);
  });

  test('no statement about profiles where there are none', () => {
    const statements = json(denyInvokeExcept([example('foundation-model'), example('provisioned-throughput')]));
    expect(statements.map(({ Sid }) => Sid)).toEqual(['DenyOtherModels']);
  });

  test('a profile of another account or Region is denied, although the list of models names only its id', () => {
    const statements = json(denyInvokeExcept([example('geographic-profile')]));
    const ours = profile(`us.${NOVA_2}`);
    const isDeniedOf = (resource: string) => isDenied(statements, { action: INVOKE[0] ?? '', resource, context: {} });
    expect(
      [ours, ours.replace(/:\d{12}:/, ':999988887777:'), ours.replace('us-east-1', 'us-west-2')].map(isDeniedOf),
    ).toEqual([false, true, true]);
  });

  test('without models nothing at all can be invoked', () => {
    const statements = json(denyInvokeExcept([]));
    expect(isDenied(statements, { action: 'bedrock:InvokeModel', resource: NOVA_LITE, context: {} })).toBe(true);
  });
});
