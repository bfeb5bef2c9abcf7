import type { LoggingConfig } from '../../domain/account/account-config';
import { plannedLogging } from '../../domain/account/logging-setting';
import { access, HAIKU, lacking, model, NOVA_2, only, quotas } from './account/answers';
import { expectResults, when } from './account/expect-results';
import { InProcess } from './account/in-process';
import { ACCOUNT, foundationModel, profile, quota, REGION, simulated } from './account/ready-account';
import { answered, refused } from './account/wire';

let aws: InProcess;
beforeAll(async () => {
  aws = await InProcess.open();
});
afterAll(() => aws.account.close());

/** Logging to the places of the account deployment. */
const logged = (logging: LoggingConfig, more = {}) => ({
  'bedrock:GetModelInvocationLoggingConfiguration': answered({
    loggingConfig: { ...plannedLogging({ region: 'us-east-1', logging }, ACCOUNT), ...more },
  }),
});

const cases = [
  when(
    'a model that the Region lacks',
    'models',
    {
      'bedrock:GetFoundationModel': only('amazon.nova-lite-v1:0', refused('ValidationException'), ({ id }) =>
        foundationModel(id),
      ),
    },
    ['fail', /^amazon.nova-lite-v1:0: not offered in us-east-1/, /list-foundation-models --region us-east-1/],
  ),
  when(
    'a profile that the Region lacks',
    'models',
    {
      'bedrock:GetInferenceProfile': only(NOVA_2, refused('ResourceNotFoundException', 404), ({ id }) =>
        profile(id, ['', REGION]),
      ),
    },
    ['fail', /^us.amazon.nova-2-lite-v1:0: no inference profile of this name/],
  ),
  when(
    'a model that only a profile reaches',
    'models',
    model('amazon.nova-lite-v1:0', { inferenceTypesSupported: ['PROVISIONED'] }),
    ['fail', /cannot be invoked on demand by its own id/, /Write us.amazon.nova-lite-v1:0 in the row/],
  ),
  when(
    'a legacy model, by the days that AWS gives',
    'models',
    model('amazon.nova-lite-v1:0', {
      modelLifecycle: {
        status: 'LEGACY',
        legacyTime: '2026-10-01T00:00:00Z',
        endOfLifeTime: '2999-04-01T00:00:00Z',
        publicExtendedAccessTime: '2999-01-01T00:00:00Z',
      },
    }),
    [
      'warn',
      /^amazon.nova-lite-v1:0 is legacy since 2026-10-01, end of life on 2999-04-01, can cost more from 2999-01-01$/,
      /deployments.ts/,
    ],
  ),
  when(
    'a model at its end of life',
    'models',
    model('amazon.nova-lite-v1:0', {
      modelLifecycle: { status: 'LEGACY', endOfLifeTime: '2026-01-01T00:00:00Z' },
    }),
    ['fail', /reached its end of life on 2026-01-01/],
  ),
  when(
    'a legacy base model',
    'base-models',
    model('amazon.nova-pro-v1:0:300k', { modelLifecycle: { status: 'LEGACY' } }),
    ['fail', /^amazon.nova-pro-v1:0:300k is legacy: it accepts no new fine-tuning jobs/, /by-customization-type/],
  ),
  when(
    'a base model that is gone',
    'base-models',
    {
      'bedrock:GetFoundationModel': ({ id }) =>
        id.endsWith('k') ? refused('ValidationException') : foundationModel(id),
    },
    ['fail', /nova-lite-v1:0:300k cannot be customized/],
    ['fail', /nova-pro-v1:0:300k cannot be customized/],
  ),
  when(
    'a base model without fine-tuning',
    'base-models',
    model('amazon.nova-pro-v1:0:300k', { customizationsSupported: [] }),
    ['warn', /does not list FINE_TUNING/],
  ),
  when(
    'a lifecycle status that this version does not know',
    'models',
    model('amazon.nova-lite-v1:0', { modelLifecycle: { status: 'SUNSET' } }),
    ['fail', /^the lifecycle of amazon.nova-lite-v1:0: AWS answers "SUNSET", which this command does not know$/],
  ),
  when(
    'availability values that this version does not know',
    'model-access',
    access(HAIKU, {
      agreementAvailability: { status: 'SUSPENDED' },
      entitlementAvailability: 'TRIAL',
      authorizationStatus: 'LIMITED',
    }),
    ['fail', /^the agreement for .*haiku.*: AWS answers "SUSPENDED"/],
    ['fail', /^the entitlement for .*haiku.*: AWS answers "TRIAL"/],
    ['fail', /^the authorization for .*haiku.*: AWS answers "LIMITED"/],
  ),
  when('a lacking agreement', 'model-access', access(HAIKU, lacking), ['fail', /no agreement/, /--fix/]),
  when(
    'an agreement that is being made',
    'model-access',
    access(HAIKU, { agreementAvailability: { status: 'PENDING' } }),
    ['warn', /pending/, /15 minutes/],
  ),
  when(
    'an agreement that failed',
    'model-access',
    access(HAIKU, { agreementAvailability: { status: 'ERROR', errorMessage: 'no payment method' } }),
    ['fail', /its agreement failed: no payment method/],
  ),
  when('no entitlement', 'model-access', access(HAIKU, { entitlementAvailability: 'NOT_AVAILABLE' }), [
    'fail',
    /not entitled/,
    /model-catalog/,
  ]),
  when(
    'no authorization for a third-party model',
    'model-access',
    access(HAIKU, { authorizationStatus: 'NOT_AUTHORIZED' }),
    ['fail', /not authorized/],
  ),
  when(
    "NOT_AUTHORIZED for one of Amazon's own",
    'model-access',
    access('amazon.nova-lite-v1:0', { authorizationStatus: 'NOT_AUTHORIZED' }),
    [
      'warn',
      /reports NOT_AUTHORIZED, but calls can succeed/,
      /npm run ask -- --deployment production --model amazon.nova-lite-v1:0/,
    ],
  ),
  when(
    'a model that this Region keeps from the account',
    'model-access',
    access('amazon.nova-lite-v1:0', { regionAvailability: 'NOT_AVAILABLE' }),
    ['fail', /not available to this account in this Region/],
  ),
  when('a model that only its profile needs', 'model-access', access(HAIKU, { regionAvailability: 'NOT_AVAILABLE' })),
  when(
    'no Anthropic form',
    'use-case',
    { ...access(HAIKU, lacking), 'bedrock:GetUseCaseForModelAccess': refused('ResourceNotFoundException', 404) },
    ['fail', /^the first-time-use form is not sent$/, /put-use-case-for-model-access.*us-east-1/],
  ),
  when(
    'no Anthropic form beside agreements, as in an organization',
    'use-case',
    { 'bedrock:GetUseCaseForModelAccess': refused('ResourceNotFoundException', 404) },
    ['warn', /organization/],
  ),
  when(
    'nobody who may subscribe',
    'marketplace',
    { ...access(HAIKU, lacking), 'iam:SimulatePrincipalPolicy': simulated('implicitDeny') },
    ['fail', /^Admin lacks aws-marketplace:Subscribe, aws-marketplace:Unsubscribe, aws-marketplace:ViewSub/],
  ),
  when(
    'a profile that routes to a Region which the policies deny',
    'profiles',
    {
      'bedrock:GetInferenceProfile': ({ id }) =>
        profile(
          id,
          id === NOVA_2 ? ['ca-central-1', 'us-east-1', 'us-east-2', 'us-west-2'] : [REGION, 'us-east-2', 'us-west-2'],
        ),
    },
    ['fail', /^us.amazon.nova-2-lite-v1:0 routes to ca-central-1, which the policies deny/, /declaredModels/],
  ),
  when(
    'a profile that no longer routes to a Region',
    'profiles',
    { 'bedrock:GetInferenceProfile': ({ id }) => profile(id, [REGION, 'us-west-2']) },
    ['warn', /^us.amazon.nova-2-lite-v1:0 no longer routes to us-east-2, which the policies allow/],
    ['warn', /^us.anthropic.claude-haiku/],
  ),
  when(
    'a quota of nothing',
    'model-quotas',
    quotas(
      quota('On-demand model inference tokens per minute for Amazon Nova Lite', 0, { QuotaCode: 'L-70423BF8' }),
      quota('Cross-region model inference tokens per minute for Amazon Nova 2 Lite', 1),
      quota('Cross-region model inference tokens per minute for Anthropic Claude Haiku 4.5', 1),
      quota('Global cross-region model inference tokens per minute for Anthropic Claude Sonnet 4.5 V1', 1),
    ),
    ['fail', /^amazon.nova-lite-v1:0: 0 tokens a minute/, /--quota-code L-70423BF8 --desired-value N/],
  ),
  when(
    'a quota of nothing that AWS Support alone can raise',
    'model-quotas',
    quotas(quota('Model invocation max tokens per day for Amazon Nova 2 Lite', 0, { Adjustable: false })),
    ['skip', /^amazon.nova-lite-v1:0: no quota has the name Amazon Nova Lite/],
    ['fail', /^us.amazon.nova-2-lite-v1:0: 0 tokens a day/, /AWS Support/],
    ['skip', /Haiku/],
    ['skip', /Sonnet/],
  ),
  when(
    'invocation logs of somebody else',
    'invocation-logging',
    {
      'bedrock:GetModelInvocationLoggingConfiguration': answered({
        loggingConfig: {
          cloudWatchConfig: { logGroupName: 'all-prompts', roleArn: 'arn:aws:iam::1:role/r' },
          s3Config: { bucketName: 'prompts-bucket' },
          textDataDeliveryEnabled: true,
          imageDataDeliveryEnabled: false,
        },
      }),
    },
    ['warn', /prompts and answers \(text\) to log group all-prompts and s3:\/\/prompts-bucket/],
  ),
  when(
    'places of the account deployment, and a second one that somebody added',
    'invocation-logging',
    logged({}, { s3Config: { bucketName: 'a' } }),
    ['warn', /no longer as the account deployment plans: s3Config.bucketName/],
  ),
  when('places of the account deployment, as planned', 'invocation-logging', logged({ kinds: ['text'] }), [
    'warn',
    /prompts and answers \(text\) to log group \/bedrock-account\/prompts/,
  ]),
  ...['inherit', 'default', 'aws_review', 'provider_data_share'].map((mode) =>
    when(
      `the data retention mode ${mode}`,
      'data-retention',
      { 'bedrock:GetAccountDataRetention': answered({ mode }) },
      ['warn', new RegExp(`mode is ${mode}: `)],
    ),
  ),
];

test.each(cases)('$inspection: $what', (scenario) => expectResults(aws, scenario));
