import { ListServiceQuotasCommand, type ServiceQuota } from '@aws-sdk/client-service-quotas';
import { ask, eachSettled } from '../account/ask';
import { quotaPage } from '../account/pages';
import { type ConfiguredModel, configuredModels } from '../configured-models';
import { type Finding, fail, notApplicable, pass, skip } from '../finding';
import type { Check, PreflightContext } from '../inspection';
import { isScoped, type QuotaUnit, unitOf } from '../quota-names';

/** What this account may ask of each model in a minute and a day. New accounts are given little, some of them nothing. */
export const MODEL_QUOTAS_CHECK: Check = {
  id: 'model-quotas',
  title: 'model quotas',
  run: async (context) => {
    const wanted = configuredModels(context.config, context.caller.account).filter(({ kind }) => isScoped(kind));
    if (wanted.length === 0) return [notApplicable('no model of the row has a quota of its own name')];
    const quotas = await bedrockQuotas(context.clients);
    return eachSettled(wanted, (model) => findingsOf(model, quotas, context));
  },
};

async function findingsOf(
  { kind, model, modelId }: ConfiguredModel,
  quotas: readonly ServiceQuota[],
  { config: { region }, models }: PreflightContext,
): Promise<readonly Finding[]> {
  const details = model && (await models.details(model.id));
  if (!(model && isScoped(kind) && details?.modelName)) return [];
  const names = { provider: model.provider, name: details.modelName };
  const found = quotas.flatMap((quota) => {
    const unit = unitOf(quota.QuotaName ?? '', kind, names);
    return unit && quota.Value !== undefined ? [{ unit, value: quota.Value, quota }] : [];
  });
  const none = found.filter(({ value }) => value === 0);
  if (none.length > 0) return none.map(({ unit, quota }) => nothing(modelId, unit, quota, region));
  if (found.length === 0) return [skip(`${modelId}: no quota named after ${names.provider} ${names.name}`)];
  return [pass(`${modelId}: ${found.map(({ unit, value }) => `${value.toLocaleString('en')} ${unit}`).join(', ')}`)];
}

function nothing(modelId: string, unit: QuotaUnit, quota: ServiceQuota, region: string): Finding {
  const code = quota.QuotaCode ?? '';
  return fail(
    `${modelId}: 0 ${unit}, so that every call is refused`,
    quota.Adjustable === false
      ? { say: 'It cannot be raised in Service Quotas: ask AWS Support.', open: quotaPage(region, 'bedrock', code) }
      : {
          say: 'Ask for what you need, in the place of N:',
          run: `aws service-quotas request-service-quota-increase --service-code bedrock --quota-code ${code} --desired-value N --region ${region}`,
          open: quotaPage(region, 'bedrock', code),
        },
  );
}

async function bedrockQuotas({ quotas }: PreflightContext['clients']): Promise<readonly ServiceQuota[]> {
  const all: ServiceQuota[] = [];
  let NextToken: string | undefined;
  do {
    const command = new ListServiceQuotasCommand({ ServiceCode: 'bedrock', MaxResults: 100, NextToken });
    const page = await ask('servicequotas:ListServiceQuotas', () => quotas.send(command));
    all.push(...(page.Quotas ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return all;
}
