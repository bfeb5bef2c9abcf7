import { idsInRegion } from '../../../domain/models/model-catalogue';
import { eachSettled } from '../account/ask';
import { catalogPage } from '../account/pages';
import { type ConfiguredModel, configuredModels } from '../configured-models';
import { type Finding, fail, pass } from '../finding';
import type { Check, PreflightContext } from '../inspection';
import { lifecycleFinding, lifecycleOf } from '../lifecycle';
import { ownModelFindings } from '../own-models';

/** Each model that the row lets people invoke: is it here, how long yet, and may it be called by this name. */
export const MODELS_CHECK: Check = {
  id: 'models',
  title: 'model',
  run: (context) =>
    eachSettled(configuredModels(context.config, context.caller.account), (model) => findingsOf(model, context)),
};

async function findingsOf(configured: ConfiguredModel, context: PreflightContext): Promise<readonly Finding[]> {
  const { model, modelId, kind } = configured;
  if (!model) return ownModelFindings(configured, context);
  const region = context.config.region;
  const throughProfile = kind !== 'foundation-model';
  const [profile, details] = await Promise.all([
    throughProfile ? context.models.profile(modelId) : undefined,
    context.models.details(model.id),
  ]);
  if (throughProfile && !profile) return [missing(modelId, `no inference profile of this name in ${region}`, region)];
  // A profile may lead to a model that its own Region does not list: then the catalogue knows its days.
  if (!throughProfile && !details) return [missing(modelId, `not offered in ${region}`, region)];
  const types = details?.inferenceTypesSupported ?? [];
  if (!throughProfile && !types.includes('ON_DEMAND')) {
    const [other] = idsInRegion(model, region).filter((id) => id !== modelId);
    return [
      fail(`${modelId} cannot be invoked on demand by its own id in ${region}`, {
        say: other ? `Write ${other} in the row instead.` : 'Take a model that is offered on demand into the row.',
      }),
    ];
  }
  const today = new Date().toISOString().slice(0, 10);
  const age = lifecycleFinding(modelId, lifecycleOf(details?.modelLifecycle, model), today);
  return [age.status === 'pass' ? pass(`${age.text}, ${throughProfile ? 'by profile' : 'on demand'}`) : age];
}

const missing = (modelId: string, why: string, region: string): Finding =>
  fail(`${modelId}: ${why}`, {
    say: 'Take another model into the row, in lib/config/deployments.ts.',
    run: `aws bedrock list-foundation-models --region ${region} --query 'modelSummaries[].modelId'`,
    open: catalogPage(region),
  });
