import { GetAWSDefaultServiceQuotaCommand, GetServiceQuotaCommand } from '@aws-sdk/client-service-quotas';
import { ask, askOr } from './ask';
import type { Clients } from './clients';

/** A quota of this account and Region; AWS's default where the account has none of its own. @throws CallError */
export async function quotaOf(quotas: Clients['quotas'], service: string, code: string): Promise<number> {
  const input = { ServiceCode: service, QuotaCode: code };
  const own = await askOr('servicequotas:GetServiceQuota', ['NoSuchResourceException'], () =>
    quotas.send(new GetServiceQuotaCommand(input)),
  );
  if (own?.Quota?.Value !== undefined) return own.Quota.Value;
  const usual = await ask('servicequotas:GetAWSDefaultServiceQuota', () =>
    quotas.send(new GetAWSDefaultServiceQuotaCommand(input)),
  );
  return usual.Quota?.Value ?? 0;
}
