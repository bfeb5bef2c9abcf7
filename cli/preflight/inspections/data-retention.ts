import { GetAccountDataRetentionCommand } from '@aws-sdk/client-bedrock';
import { requiredRetention, withoutRetention } from '../../../domain/account/data-retention';
import { UNSET_RETENTION } from '../../../domain/account/retention-setting';
import { catalogueOf } from '../../../domain/models/declared-model';
import { callAws } from '../../aws/call-aws';
import type { Inspection } from '../inspection';
import { fail, pass, warn } from '../inspection-result';

/**
 * Inspects the data retention mode, one setting per account and Region: it decides whether AWS or a model provider stores
 * prompts, and the mode `none` refuses models that require it.
 */
export const DATA_RETENTION_INSPECTION: Inspection = {
  id: 'data-retention',
  title: 'data retention',
  inspect: async ({ clients: { bedrock }, config }) => {
    const { mode } = await callAws('bedrock:GetAccountDataRetention', () =>
      bedrock.send(new GetAccountDataRetentionCommand({})),
    );
    if (mode !== 'none') {
      const meaning = mode === UNSET_RETENTION ? 'nobody has set it: each model has its own' : 'prompts can be stored';
      return [
        warn(`The data retention mode is ${mode}: ${meaning}`, {
          say: 'To have AWS store no prompts, deploy an account deployment with dataRetention and apply it: docs/account.md.',
        }),
      ];
    }
    const catalogue = catalogueOf(config);
    const models = config.models.flatMap((model) => {
      const id = typeof model === 'string' ? model : model.copyFrom;
      const known = catalogue.parse(id)?.model;
      return known ? [{ id, known }] : [];
    });
    const refused = models.filter(({ known }) => withoutRetention(known) === 'refused');
    const uncertain = models.filter(({ known }) => withoutRetention(known) === 'uncertain');
    return [
      ...refused.map(({ id, known }) =>
        fail(`The data retention mode is none, and ${id} requires ${requiredRetention(known)}`, {
          say: 'Remove the model from the row, or ask the owner of the setting: docs/account.md.',
        }),
      ),
      ...uncertain.map(({ id }) =>
        warn(`The data retention mode is none, and no source says whether it refuses ${id}`),
      ),
      ...(refused.length + uncertain.length === 0 ? [pass('AWS stores no prompts and answers (mode none)')] : []),
    ];
  },
};
