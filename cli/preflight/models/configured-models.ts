import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { knowledgeSettings } from '../../../domain/deployment/knowledge-settings';
import type { CatalogueModel } from '../../../domain/models/catalogue-model';
import { catalogueOf } from '../../../domain/models/declared-model';
import { type InvocableModel, invocableModel } from '../../../domain/models/invocable-model';
import { CATALOGUE } from '../../../domain/models/model-catalogue';
import type { ModelReference } from '../../../domain/models/model-reference';

/** Entry of the row's `models`, with its foundation model. */
export interface ConfiguredModel extends InvocableModel {
  /** Undefined for the ARN of a custom model deployment or of provisioned throughput, which do not name it. */
  readonly model?: CatalogueModel;
}

export function configuredModels(config: DeploymentConfig, account: string): readonly ConfiguredModel[] {
  const environment = { region: config.region, account, partition: 'aws' };
  const catalogue = catalogueOf(config);
  return config.models.map((reference) => {
    const model = catalogue.parse(idOf(reference))?.model;
    return { ...invocableModel(reference, environment, catalogue), ...(model && { model }) };
  });
}

/** Returns every foundation model that the row invokes, customizes or embeds documents with, once. */
export function foundationModels(config: DeploymentConfig): readonly CatalogueModel[] {
  const catalogue = catalogueOf(config);
  const invoked = config.models.flatMap((reference) => catalogue.parse(idOf(reference))?.model ?? []);
  const customized = (config.fineTuning?.baseModels ?? []).flatMap((id) => CATALOGUE.find(id) ?? []);
  return [...new Set([...invoked, ...customized, ...embedding(config).flatMap((id) => CATALOGUE.find(id) ?? [])])];
}

/** Returns the models that this Region itself must offer: those that the row invokes by their own id, customizes, or embeds with. */
export function inRegionModels(config: DeploymentConfig): ReadonlySet<string> {
  const catalogue = catalogueOf(config);
  const invoked = config.models.map(idOf).filter((id) => catalogue.find(id) !== undefined);
  return new Set([...invoked, ...(config.fineTuning?.baseModels ?? []), ...embedding(config)]);
}

const embedding = ({ knowledge }: DeploymentConfig): readonly string[] =>
  knowledge ? [knowledgeSettings(knowledge).embeddingModel] : [];

const idOf = (reference: ModelReference): string => (typeof reference === 'string' ? reference : reference.copyFrom);
