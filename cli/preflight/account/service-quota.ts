import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  type ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { OperatorError } from '../../../domain/operator-error';
import { callAws, findInAws } from '../../aws/call-aws';

/** Returns a quota of this account and Region, or AWS's default if the account has none of its own. @throws OperatorError */
export async function serviceQuota(quotas: ServiceQuotasClient, service: string, code: string): Promise<number> {
  const input = { ServiceCode: service, QuotaCode: code };
  const own = await findInAws('servicequotas:GetServiceQuota', () => quotas.send(new GetServiceQuotaCommand(input)));
  if (own?.Quota?.Value !== undefined) return own.Quota.Value;
  const { Quota } = await callAws('servicequotas:GetAWSDefaultServiceQuota', () =>
    quotas.send(new GetAWSDefaultServiceQuotaCommand(input)),
  );
  if (Quota?.Value !== undefined) return Quota.Value;
  throw new OperatorError(
    'PB-PREFLIGHT-005',
    `Service Quotas returns no value for quota ${code} of ${service}.`,
    'Check the quota in the Service Quotas console.',
  );
}
