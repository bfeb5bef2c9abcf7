import { paginateListServiceQuotas, type ServiceQuota } from '@aws-sdk/client-service-quotas';
import { isScoped, type QuotaUnit, unitOf } from '../../../../domain/quotas/quota-names';
import { listFromAws } from '../../../aws/call-aws';
import { quotaPage } from '../../account/console-pages';
import { inspectEach } from '../../inspect-each';
import type { Inspection, PreflightContext } from '../../inspection';
import { fail, type InspectionResult, notApplicable, pass, skip } from '../../inspection-result';
import { type ConfiguredModel, configuredModels } from '../../models/configured-models';

/** Inspects the quotas of each model. New accounts start with low quotas, some of them 0. */
export const MODEL_QUOTAS_INSPECTION: Inspection = {
  id: 'model-quotas',
  title: 'model quotas',
  inspect: async (context) => {
    const wanted = configuredModels(context.config, context.caller.account).filter(({ kind }) => isScoped(kind));
    if (wanted.length === 0) return [notApplicable('no model of the row has a quota with its name')];
    const quotas = await bedrockQuotas(context.clients);
    return inspectEach(wanted, (model) => inspectModel(model, quotas, context));
  },
};

async function inspectModel(
  { kind, model, modelId }: ConfiguredModel,
  quotas: readonly ServiceQuota[],
  { config: { region }, models }: PreflightContext,
): Promise<readonly InspectionResult[]> {
  const details = model && (await models.details(model.id));
  if (!(model && isScoped(kind) && details?.modelName)) return [];
  const names = { provider: model.provider, name: details.modelName };
  const found = quotas.flatMap((quota) => {
    const unit = unitOf(quota.QuotaName ?? '', kind, names);
    return unit && quota.Value !== undefined ? [{ unit, value: quota.Value, quota }] : [];
  });
  const none = found.filter(({ value }) => value === 0);
  if (none.length > 0) return none.map(({ unit, quota }) => zeroQuota(modelId, unit, quota, region));
  if (found.length === 0) return [skip(`${modelId}: no quota has the name ${names.provider} ${names.name}`)];
  return [pass(`${modelId}: ${found.map(({ unit, value }) => `${value.toLocaleString('en')} ${unit}`).join(', ')}`)];
}

function zeroQuota(modelId: string, unit: QuotaUnit, quota: ServiceQuota, region: string): InspectionResult {
  const code = quota.QuotaCode ?? '';
  return fail(
    `${modelId}: 0 ${unit}, so Bedrock refuses every call`,
    quota.Adjustable === false
      ? { say: 'Service Quotas cannot raise it: contact AWS Support.', open: quotaPage(region, 'bedrock', code) }
      : {
          say: 'Request an increase; replace N:',
          run: `aws service-quotas request-service-quota-increase --service-code bedrock --quota-code ${code} --desired-value N --region ${region}`,
          open: quotaPage(region, 'bedrock', code),
        },
  );
}

function bedrockQuotas({ quotas }: PreflightContext['clients']): Promise<readonly ServiceQuota[]> {
  return listFromAws(
    'servicequotas:ListServiceQuotas',
    paginateListServiceQuotas({ client: quotas }, { ServiceCode: 'bedrock', MaxResults: 100 }),
    ({ Quotas }) => Quotas,
  );
}
