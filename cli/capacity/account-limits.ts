import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetServiceQuotaCommand, paginateListServiceQuotas, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import type { Known, KnownLimits } from '../../domain/capacity/limits';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { catalogueOf } from '../../domain/models/declared-model';
import { invocableModel } from '../../domain/models/invocable-model';
import { isScoped, type QuotaUnit, unitOf } from '../../domain/quotas/quota-names';
import { QUOTAS } from '../../domain/quotas/quotas';
import { AwsCallError, callAws, findInAws, listFromAws } from '../aws/call-aws';
import { clientConfig } from '../aws/client-config';

/** Limits of an account, and what could not be read. */
export interface AccountLimits extends KnownLimits {
  /** Sentences: actions that the caller may not call, models without a quota of their name. */
  readonly missing: readonly string[];
}

/** Reads the limits of the account. A call that the caller may not make is listed, and its values stay the defaults. @throws OperatorError */
export async function accountLimits(config: DeploymentConfig): Promise<AccountLimits> {
  const options = clientConfig(config.region);
  const [lambda, quotas] = [new LambdaClient(options), new ServiceQuotasClient(options)];
  const missing: string[] = [];
  const ifAllowed = async <T>(call: Promise<T>): Promise<T | undefined> => {
    try {
      return await call;
    } catch (error) {
      if (!(error instanceof AwsCallError && error.failure.kind === 'access-denied')) throw error;
      missing.push(`${error.action} is not permitted: the values are defaults`);
      return undefined;
    }
  };
  const concurrency = await ifAllowed(concurrencyOf(lambda));
  const logWrites = await ifAllowed(logWritesOf(quotas));
  const listed = await ifAllowed(bedrockQuotas(quotas));
  const models = listed ? modelLimits(config, listed) : [];
  const unnamed = models.filter(({ found }) => found.length === 0).map(({ modelId }) => modelId);
  return {
    quotas: {
      ...(concurrency !== undefined && { concurrency: fromAccount(concurrency) }),
      ...(logWrites !== undefined && { 'log-writes': fromAccount(logWrites) }),
    },
    tokensPerMinute: byUnit(models, 'tokens a minute'),
    tokensPerDay: byUnit(models, 'tokens a day'),
    // Amazon Bedrock User Guide, "Quotas for the bedrock-runtime endpoint": throttling is by tokens alone.
    requestsPerMinute: {},
    missing: [
      ...missing,
      ...unnamed.map((modelId) => `${modelId}: no quota of Service Quotas has its name`),
      ...Object.entries(byUnit(models, 'requests a minute')).map(
        ([modelId, { value }]) =>
          `${modelId}: Service Quotas lists ${value} requests a minute, which AWS no longer enforces on bedrock-runtime. To count them: --requests-per-minute ${modelId}=${value}`,
      ),
    ],
  };
}

const fromAccount = (value: number): Known => ({ value, origin: 'account' });

async function concurrencyOf(lambda: LambdaClient): Promise<number | undefined> {
  const { AccountLimit } = await callAws('lambda:GetAccountSettings', () =>
    lambda.send(new GetAccountSettingsCommand({})),
  );
  return AccountLimit?.ConcurrentExecutions;
}

/** Undefined if the account has AWS's default. */
async function logWritesOf(quotas: ServiceQuotasClient): Promise<number | undefined> {
  const [ServiceCode, QuotaCode] = QUOTAS['log-writes'].code;
  const answer = await findInAws('servicequotas:GetServiceQuota', () =>
    quotas.send(new GetServiceQuotaCommand({ ServiceCode, QuotaCode })),
  );
  return answer?.Quota?.Value;
}

interface NamedQuota {
  readonly name: string;
  readonly value: number;
}

const bedrockQuotas = (client: ServiceQuotasClient): Promise<readonly NamedQuota[]> =>
  listFromAws(
    'servicequotas:ListServiceQuotas',
    paginateListServiceQuotas({ client }, { ServiceCode: 'bedrock', MaxResults: 100 }),
    ({ Quotas }) =>
      Quotas?.flatMap(({ QuotaName: name, Value: value }) =>
        name === undefined || value === undefined ? [] : [{ name, value }],
      ),
  );

interface ModelLimits {
  readonly modelId: string;
  readonly found: readonly { readonly unit: QuotaUnit; readonly value: number }[];
}

function modelLimits(config: DeploymentConfig, listed: readonly NamedQuota[]): readonly ModelLimits[] {
  const catalogue = catalogueOf(config);
  // The ids of quotas need no account.
  const environment = { region: config.region, account: '', partition: 'aws' };
  return config.models.map((reference) => {
    // An application profile has the quotas of what it copies.
    const named = typeof reference === 'string' ? reference : reference.copyFrom;
    const { modelId } = invocableModel(reference, environment, catalogue);
    const { kind } = invocableModel(named, environment, catalogue);
    const model = catalogue.parse(named)?.model;
    const found = listed.flatMap(({ name, value }) => {
      const unit = model && isScoped(kind) ? unitOf(name, kind, model) : undefined;
      return unit ? [{ unit, value }] : [];
    });
    return { modelId, found };
  });
}

const byUnit = (models: readonly ModelLimits[], unit: QuotaUnit): Record<string, Known> =>
  Object.fromEntries(
    models.flatMap(({ modelId, found }) =>
      found.filter((quota) => quota.unit === unit).map(({ value }) => [modelId, fromAccount(value)]),
    ),
  );
