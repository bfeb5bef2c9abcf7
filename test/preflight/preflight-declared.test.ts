import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { access, lacking } from './account/answers';
import { InProcess } from './account/in-process';
import { profile, REGION } from './account/ready-account';
import { refused } from './account/wire';

let aws: InProcess;
beforeAll(async () => {
  aws = await InProcess.open();
});
afterAll(() => aws.account.close());

describe('a declared model', () => {
  const DECLARED = 'acme.large-9';
  const config: DeploymentConfig = {
    region: REGION,
    models: [DECLARED, `us.${DECLARED}`],
    declaredModels: [
      {
        id: DECLARED,
        marketplace: true,
        regions: [REGION],
        geographic: { us: { [REGION]: [REGION, 'us-west-2'] } },
        endOfLife: '2027-06-30',
      },
    ],
    network: { cidr: '10.0.0.0/24' },
  };
  const routedTo = (...regions: readonly string[]) => ({
    'bedrock:GetInferenceProfile': profile(`us.${DECLARED}`, regions),
  });
  const found = async (inspection: string, answers: Parameters<InProcess['found']>[1]) =>
    (await aws.found(inspection, answers, config)).map(({ status, text, remedy }) => [
      status,
      text,
      JSON.stringify(remedy ?? {}),
    ]);

  test('is compared with the routes that the account has', async () => {
    expect(await found('profiles', routedTo(REGION, 'us-west-2'))).toEqual([
      ['pass', `us.${DECLARED} routes to us-east-1, us-west-2, as the policies allow`, '{}'],
    ]);
    expect(await found('profiles', routedTo(REGION, 'us-east-2'))).toEqual([
      ['fail', `us.${DECLARED} routes to us-east-2, which the policies deny`, expect.stringMatching(/declaredModels/)],
      ['warn', `us.${DECLARED} no longer routes to us-west-2, which the policies allow`, expect.any(String)],
    ]);
  });

  test('is inspected as any other: its Region, and its agreement', async () => {
    const gone = { 'bedrock:GetFoundationModel': refused('ValidationException'), ...routedTo(REGION, 'us-west-2') };
    expect(await found('models', gone)).toContainEqual([
      'fail',
      `${DECLARED}: not offered in us-east-1`,
      expect.any(String),
    ]);
    expect(await found('model-access', access(DECLARED, lacking))).toEqual([
      ['fail', `${DECLARED}: no agreement with its provider`, expect.stringMatching(/--fix/)],
    ]);
  });
});
