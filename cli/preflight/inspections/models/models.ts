import { catalogueOf } from '../../../../domain/models/declared-model';
import { catalogPage } from '../../account/console-pages';
import { inspectEach } from '../../inspect-each';
import type { Inspection, PreflightContext } from '../../inspection';
import { fail, type InspectionResult, pass } from '../../inspection-result';
import { type ConfiguredModel, configuredModels } from '../../models/configured-models';
import { judgeLifecycle, lifecycleOf } from '../../models/model-lifecycle';
import { inspectOwnModel } from '../../models/own-models';

/** Inspects each model of the row: its Region, its lifecycle, and if it can be invoked by this id. */
export const MODELS_INSPECTION: Inspection = {
  id: 'models',
  title: 'model',
  inspect: (context) =>
    inspectEach(configuredModels(context.config, context.caller.account), (model) => inspectModel(model, context)),
};

async function inspectModel(
  configured: ConfiguredModel,
  context: PreflightContext,
): Promise<readonly InspectionResult[]> {
  const { model, modelId, kind } = configured;
  if (!model) return inspectOwnModel(configured, context.clients);
  const region = context.config.region;
  const throughProfile = kind !== 'foundation-model';
  const [profile, details] = await Promise.all([
    throughProfile ? context.models.profile(modelId) : undefined,
    context.models.details(model.id),
  ]);
  if (throughProfile && !profile) return [missing(modelId, `no inference profile of this name in ${region}`, region)];
  // A profile can lead to a model that its own Region does not list: the catalogue has its dates.
  if (!throughProfile && !details) return [missing(modelId, `not offered in ${region}`, region)];
  const types = details?.inferenceTypesSupported ?? [];
  if (!throughProfile && !types.includes('ON_DEMAND')) {
    const [other] = catalogueOf(context.config)
      .idsInRegion(model, region)
      .filter((id) => id !== modelId);
    return [
      fail(`${modelId} cannot be invoked on demand by its own id in ${region}`, {
        say: other ? `Write ${other} in the row instead.` : 'Put a model that is offered on demand into the row.',
      }),
    ];
  }
  const age = judgeLifecycle(modelId, lifecycleOf(details?.modelLifecycle, model), context.today);
  return [age.status === 'pass' ? pass(`${age.text}, ${throughProfile ? 'by profile' : 'on demand'}`) : age];
}

const missing = (modelId: string, why: string, region: string): InspectionResult =>
  fail(`${modelId}: ${why}`, {
    say: 'Put another model into the row, in lib/config/deployments.ts.',
    run: `aws bedrock list-foundation-models --region ${region} --query 'modelSummaries[].modelId'`,
    open: catalogPage(region),
  });
