import { CATALOGUE } from '../../../../domain/models/model-catalogue';
import { inspectEach } from '../../inspect-each';
import type { Inspection, PreflightContext } from '../../inspection';
import { fail, type InspectionResult, pass, warn } from '../../inspection-result';
import { judgeLifecycle, lifecycleOf } from '../../models/model-lifecycle';

/** Inspects each base model of the row, by the name that `CreateModelCustomizationJob` takes. */
export const BASE_MODELS_INSPECTION: Inspection = {
  id: 'base-models',
  title: 'base model',
  inspect: (context) => inspectEach(context.config.fineTuning?.baseModels ?? [], (id) => inspectModel(id, context)),
};

async function inspectModel(
  id: string,
  { config, models, today }: PreflightContext,
): Promise<readonly InspectionResult[]> {
  const model = CATALOGUE.find(id);
  const name = model?.fineTuning?.baseModelIdentifier ?? id;
  const remedy = {
    say: 'Put a base model that AWS lists into fineTuning.baseModels, in lib/config/deployments.ts.',
    run: `aws bedrock list-foundation-models --region ${config.region} --by-customization-type FINE_TUNING --query 'modelSummaries[].modelId'`,
  };
  const details = await models.details(name);
  if (!details) return [fail(`${name} cannot be customized: not offered in ${config.region}`, remedy)];
  const lifecycle = lifecycleOf(details.modelLifecycle, model);
  // Source: Amazon Bedrock User Guide, model-lifecycle-legacy.
  if (lifecycle.status === 'LEGACY') return [fail(`${name} is legacy: it accepts no new fine-tuning jobs`, remedy)];
  const age = judgeLifecycle(name, lifecycle, today);
  if (age.status !== 'pass') return [age];
  if (details.customizationsSupported?.includes('FINE_TUNING')) return [pass(`${name} can be fine-tuned`)];
  return [warn(`${name}: Bedrock does not list FINE_TUNING as a supported customization`, remedy)];
}
