import { validateDeployments } from '../../domain/deployment/validate-deployments';
import { CATALOGUE } from '../../domain/models/model-catalogue';
import { offersIn } from '../../domain/models/offers';
import { BEDROCK_REGIONS } from '../../domain/models/regions';
import { FAULTLESS, TODAY } from '../deployment/rows';
import { environmentOf } from '../preflight/account/preflight-run';
import { type Answers, ScriptedAccount } from '../preflight/account/scripted-account';
import { answered, refused } from '../preflight/account/wire';
import { runMain, runMainIn } from '../support/run-main';

const models = (...args: readonly string[]) => runMain(['models', ...args]);

describe('private-bedrock models', () => {
  test('lists what a Region offers, with routes, residency, lifecycle, Marketplace and prices', async () => {
    const { status, stdout, stderr } = await models('--region', 'ap-northeast-2', '--kind', 'text', 'embedding');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^ap-northeast-2: \d+ models by \d+ ids, as of 2026-11-27\n\ntext\n/);
    expect(stdout).toMatch(/\namazon\.titan-embed-text-v2:0 +in-Region +text +–\n/);
    expect(stdout).toMatch(/\napac\.amazon\.nova-lite-v1:0 +geographic A +image text video +–\n/);
    expect(stdout).toMatch(
      /\nglobal\.anthropic\.claude-haiku-4-5-20251001-v1:0 +global +image text +1\/5 +Marketplace\n/,
    );
    expect(stdout).toMatch(/twelvelabs\.marengo-embed-2-7-v1:0 .*legacy until 2026-11-30, Marketplace\n/);
    expect(stdout).toContain('\nA: a geographic profile, answered in ap-northeast-1, ap-northeast-2, ap-northeast-3,');
    expect(stdout).toMatch(
      /global: answered in any commercial Region, so that prompts and answers may leave\s+the\s+country/,
    );
  });

  test('filters by kind, reach and text, and prints JSON', async () => {
    const filters = ['--kind', 'text', '--reach', 'geographic', '--model', 'nova', 'haiku-4-5'];
    const { offers } = JSON.parse((await models('--region', 'eu-central-1', ...filters, '--json')).stdout);
    expect(offers.map(({ id }: { id: string }) => id)).toEqual([
      'eu.amazon.nova-2-lite-v1:0',
      'eu.amazon.nova-lite-v1:0',
      'eu.amazon.nova-micro-v1:0',
      'eu.amazon.nova-pro-v1:0',
      'eu.anthropic.claude-haiku-4-5-20251001-v1:0',
    ]);
    expect(offers[1]).toMatchObject({
      reach: 'geographic',
      destinations: ['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-3'],
      mayLeaveTheCountry: false,
    });
  });

  test('every id that it lists for a Region is accepted by the configuration, but for speech and video', () => {
    for (const region of BEDROCK_REGIONS) {
      for (const { id, model } of offersIn(region, CATALOGUE)) {
        const codes = validateDeployments({ test: { ...FAULTLESS, region, models: [id] } }, TODAY).map(
          ({ code }) => code,
        );
        expect([id, region, codes]).toEqual([
          id,
          region,
          ['speech', 'video'].includes(model.kind) ? ['PB-CONFIG-044'] : [],
        ]);
      }
    }
  });

  test('takes the Region from the environment', async () => {
    expect((await runMain(['models'], { env: { AWS_REGION: 'sa-east-1' } })).stdout).toMatch(/^sa-east-1: /);
  });

  test.each([
    [[], 'PB-MODELS-001', /Add --region/],
    [['--region', 'us-gov-west-1'], 'PB-MODELS-002', /GovCloud.*not support/],
    [['--region', 'cn-north-1'], 'PB-MODELS-002', /China.*not support/],
    [['--region', 'us-iso-east-1'], 'PB-MODELS-002', /isolated.*not support/],
    [['--region', 'eu-cental-1'], 'PB-MODELS-003', /eu-central-1/],
  ])('%j is wrong usage', async (args, code, text) => {
    const { status, stderr } = await runMain(['models', ...args], { env: {} });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(text) });
    expect(stderr).toMatch(new RegExp(`^${code} `));
  });
});

describe('private-bedrock models --account', () => {
  const REGION = 'ap-northeast-2';
  let account: ScriptedAccount;
  beforeAll(async () => {
    account = await ScriptedAccount.open();
  });
  afterAll(() => account.close());

  const arn = (id: string, region: string) => ({ modelArn: `arn:aws:bedrock:${region}::foundation-model/${id}` });
  const summary = (modelId: string, more: object = {}) => ({
    modelId,
    modelArn: arn(modelId, REGION).modelArn,
    providerName: 'Amazon',
    inferenceTypesSupported: ['ON_DEMAND'],
    modelLifecycle: { status: 'ACTIVE' },
    ...more,
  });
  const profile = (inferenceProfileId: string, regions: readonly string[]) => ({
    inferenceProfileId,
    models: regions.map((region) => arn(inferenceProfileId.slice(inferenceProfileId.indexOf('.') + 1), region)),
  });
  /** The account as the catalogue knows it, but for these. */
  const likeCatalogue = (but: {
    models?: readonly object[];
    profiles?: readonly object[];
    without?: readonly string[];
  }): Answers => {
    const offers = offersIn(REGION, CATALOGUE).filter(({ id }) => !but.without?.includes(id));
    const direct = offers
      .filter(({ reach }) => reach === 'in-Region')
      .map(({ id, model }) =>
        summary(id, { modelLifecycle: { status: model.lifecycle.status === 'active' ? 'ACTIVE' : 'LEGACY' } }),
      );
    const routed = offers
      .filter(({ reach }) => reach !== 'in-Region')
      .map(({ id, destinations }) => profile(id, destinations ?? ['', REGION]));
    const all = [...routed, ...(but.profiles ?? [])];
    return {
      'bedrock:ListFoundationModels': answered({ modelSummaries: [...direct, ...(but.models ?? [])] }),
      // Two pages.
      'bedrock:ListInferenceProfiles': ({ fields }) =>
        answered(
          fields.nextToken
            ? { inferenceProfileSummaries: all.slice(3) }
            : { inferenceProfileSummaries: all.slice(0, 3), nextToken: 'more' },
        ),
    };
  };
  const run = (answers: Answers, ...args: readonly string[]) => {
    account.script(answers);
    return runMainIn(environmentOf(account.url), ['models', '--region', REGION, '--account', ...args]);
  };

  test('an account like the catalogue has no differences', async () => {
    const { status, stdout, stderr } = await run(likeCatalogue({}));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/\n\nThe account offers the same in ap-northeast-2\.\n$/);
  });

  test('a model that the catalogue lacks is printed as text for the row, which the configuration accepts', async () => {
    const { stdout } = await run(
      likeCatalogue({
        models: [
          summary('amazon.nova-9-lite-v1:0'),
          summary('amazon.nova-9-lite-v1:0:300k', { inferenceTypesSupported: [] }),
        ],
        profiles: [
          profile('apac.amazon.nova-9-lite-v1:0', ['ap-northeast-1', REGION]),
          profile('global.acme.large-9', ['', REGION]),
        ],
      }),
    );
    expect(stdout).toContain('// amazon.nova-9-lite-v1:0 is not in the catalogue');
    expect(stdout).toContain('// acme.large-9 is not in the catalogue\n  // marketplace: false if its page');
    const text = /declaredModels: \[[\s\S]*\n\],/.exec(stdout)?.[0] ?? '';
    const { declaredModels } = new Function(`return { ${text} }`)();
    expect(declaredModels).toEqual([
      { id: 'acme.large-9', marketplace: true, globalSources: [REGION] },
      {
        id: 'amazon.nova-9-lite-v1:0',
        marketplace: false,
        regions: [REGION],
        geographic: { apac: { [REGION]: ['ap-northeast-1', REGION] } },
      },
    ]);
    const row = {
      ...FAULTLESS,
      region: REGION,
      models: ['apac.amazon.nova-9-lite-v1:0', 'global.acme.large-9', 'amazon.nova-9-lite-v1:0'],
      declaredModels,
    };
    expect(validateDeployments({ row }, TODAY)).toEqual([]);
  });

  test('changed routes, missing ids and legacy models are said', async () => {
    const id = 'apac.amazon.nova-lite-v1:0';
    const answers = likeCatalogue({
      without: [id, 'anthropic.claude-sonnet-5'],
      profiles: [profile(id, ['ap-northeast-1', REGION, 'ap-south-1', 'ap-southeast-4'])],
      models: [summary('anthropic.claude-sonnet-5', { modelLifecycle: { status: 'LEGACY' } })],
    });
    const { stdout } = await run(answers, '--model', 'nova', 'claude', '--json');
    expect(JSON.parse(stdout).account).toEqual({
      region: REGION,
      declare: [
        {
          reason: `${id} routes also to ap-southeast-4 and no longer to ap-northeast-3, ap-southeast-1, ap-southeast-2`,
          model: {
            id: 'amazon.nova-lite-v1:0',
            marketplace: false,
            geographic: { apac: { [REGION]: ['ap-northeast-1', REGION, 'ap-south-1', 'ap-southeast-4'] } },
          },
          isMarketplaceAssumed: false,
        },
      ],
      missing: [],
      legacy: ['anthropic.claude-sonnet-5'],
    });
    const { stdout: report } = await run(likeCatalogue({ without: ['amazon.titan-embed-text-v2:0'] }));
    expect(report).toMatch(/not listed by the account\n {2}amazon\.titan-embed-text-v2:0\n/);
  });

  test('a profile without its models in the list is read by itself', async () => {
    const { stdout } = await run({
      ...likeCatalogue({ profiles: [{ inferenceProfileId: 'apac.acme.large-9' }] }),
      'bedrock:GetInferenceProfile': ({ id }) => answered(profile(id, [REGION, 'ap-south-1'])),
    });
    expect(stdout).toContain("geographic: { apac: { 'ap-northeast-2': [ 'ap-northeast-2', 'ap-south-1' ] } }");
    expect(account.calls.filter(({ action }) => action === 'bedrock:GetInferenceProfile')).toHaveLength(1);
  });

  test('a refusal names the permission', async () => {
    const { status, stderr } = await run({ 'bedrock:ListFoundationModels': refused('AccessDeniedException', 403) });
    expect(status).toBe(1);
    expect(stderr).toMatch(/bedrock:ListFoundationModels failed/);
  });
});
