import { AMAZON } from './catalogue/amazon';
import { ANTHROPIC } from './catalogue/anthropic';
import { META } from './catalogue/meta';
import { OTHERS } from './catalogue/others';
import type { CatalogueModel } from './catalogue-model';

/** ISO day on which the sources of the rows were read. */
export const MODELS_READ = '2026-11-27';

/**
 * The models that this project knows, in the `aws` partition: the one table of them.
 *
 * Sources, read 2026-11-23 and compared on 2026-11-27 with the answers of ListFoundationModels and ListInferenceProfiles
 * of October 2026. Of each model its card in the Amazon Bedrock User Guide,
 * https://docs.aws.amazon.com/bedrock/latest/userguide/model-card-<name>.html: id, Regions of the bedrock-runtime
 * endpoint, routes of its geographic profiles, source Regions of its global one, modalities, lifecycle. Besides the
 * cards: model-lifecycle-legacy (days), model-access (AWS Marketplace), custom-model-fine-tuning (base models, Regions),
 * model-customization-prepare (records, tokens), custom-models-hp (hyperparameters), deploy-custom-model-on-demand.
 *
 * To add a profile, copy the routes that `aws bedrock get-inference-profile` answers in each source Region: a Region
 * that is missing here is a request that is denied.
 */
export const MODELS: readonly CatalogueModel[] = [...AMAZON, ...ANTHROPIC, ...META, ...OTHERS];
