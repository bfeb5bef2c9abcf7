import type { AccountConfig } from '../../domain/account/account-config';
import { RETENTION_SOURCE, requiredRetention, withoutRetention } from '../../domain/account/data-retention';
import { CATALOGUE } from '../../domain/models/model-catalogue';

/** Returns what a row with `dataRetention` makes unusable in its Region, and what is not known. */
export function retentionNotes({ dataRetention, region }: AccountConfig): readonly string[] {
  if (!dataRetention) return [];
  const here = CATALOGUE.models.filter((model) => CATALOGUE.idsInRegion(model, region).length > 0);
  const refused = here
    .filter((model) => withoutRetention(model) === 'refused')
    .map((model) => `${model.id} (requires ${requiredRetention(model)})`);
  const uncertain = here.filter((model) => withoutRetention(model) === 'uncertain').map(({ id }) => id);
  return [
    ...(refused.length > 0 ? [`Bedrock refuses in mode ${dataRetention}: ${refused.join(', ')}.`] : []),
    ...(uncertain.length > 0 ? [`Not known whether Bedrock refuses: ${uncertain.join(', ')}.`] : []),
    `Every other model is on no list of ${RETENTION_SOURCE}.`,
  ];
}
