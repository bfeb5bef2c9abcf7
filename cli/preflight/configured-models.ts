import type { DeploymentConfig, ModelReference } from '../../domain/deployment/deployment';
import type { CatalogueModel } from '../../domain/models/catalogue-model';
import { type InvocableModel, invocableModel } from '../../domain/models/invocable-model';
import { findModel, parseId } from '../../domain/models/model-catalogue';

/** One entry of the row's `models`, with the foundation model behind it. */
export interface ConfiguredModel extends InvocableModel {
  /** Undefined behind the ARN of a custom model deployment or of provisioned throughput, which hide it. */
  readonly model?: CatalogueModel;
}

export function configuredModels(config: DeploymentConfig, account: string): readonly ConfiguredModel[] {
  const environment = { region: config.region, account, partition: 'aws' };
  return config.models.map((reference) => {
    const model = parseId(idOf(reference))?.model;
    return { ...invocableModel(reference, environment), ...(model && { model }) };
  });
}

/** Every foundation model that the row reaches or customizes, once. */
export function foundationModels(config: DeploymentConfig): readonly CatalogueModel[] {
  const invoked = config.models.flatMap((reference) => parseId(idOf(reference))?.model ?? []);
  const customized = (config.fineTuning?.baseModels ?? []).flatMap((id) => findModel(id) ?? []);
  return [...new Set([...invoked, ...customized])];
}

/** The models that `GetFoundationModelAvailability` of this Region is decisive for: invoked here, or customized here. */
export function inRegionModels(config: DeploymentConfig): ReadonlySet<string> {
  const invoked = config.models.map(idOf).filter((id) => findModel(id) !== undefined);
  return new Set([...invoked, ...(config.fineTuning?.baseModels ?? [])]);
}

const idOf = (reference: ModelReference): string => (typeof reference === 'string' ? reference : reference.copyFrom);
