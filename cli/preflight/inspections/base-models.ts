import { findModel } from '../../../domain/models/model-catalogue';
import { eachSettled } from '../account/ask';
import { type Finding, fail, pass, warn } from '../finding';
import type { Check, PreflightContext } from '../inspection';
import { lifecycleFinding, lifecycleOf } from '../lifecycle';

/** Each model that the row lets people fine-tune, by the name that `CreateModelCustomizationJob` takes. */
export const BASE_MODELS_CHECK: Check = {
  id: 'base-models',
  title: 'base model',
  run: (context) => eachSettled(context.config.fineTuning?.baseModels ?? [], (id) => findingsOf(id, context)),
};

async function findingsOf(id: string, { config, models }: PreflightContext): Promise<readonly Finding[]> {
  const model = findModel(id);
  const name = model?.fineTuning?.baseModelIdentifier ?? id;
  const remedy = {
    say: 'Take a base model that AWS lists into fineTuning.baseModels, in lib/config/deployments.ts.',
    run: `aws bedrock list-foundation-models --region ${config.region} --by-customization-type FINE_TUNING --query 'modelSummaries[].modelId'`,
  };
  const details = await models.details(name);
  if (!details) return [fail(`${name} cannot be customized: not offered in ${config.region}`, remedy)];
  const lifecycle = lifecycleOf(details.modelLifecycle, model);
  // Source: Amazon Bedrock User Guide, model-lifecycle-legacy.
  if (lifecycle.legacy) return [fail(`${name} is legacy, and takes no new fine-tuning jobs`, remedy)];
  const age = lifecycleFinding(name, lifecycle, new Date().toISOString().slice(0, 10));
  if (age.status !== 'pass') return [age];
  if (details.customizationsSupported?.includes('FINE_TUNING')) return [pass(`${name} can be fine-tuned`)];
  return [warn(`${name}: Bedrock does not list FINE_TUNING among its customizations`, remedy)];
}
