import { GetUseCaseForModelAccessCommand } from '@aws-sdk/client-bedrock';
import { findInAws } from '../../../aws/call-aws';
import { catalogPage } from '../../account/console-pages';
import type { Inspection } from '../../inspection';
import { fail, notApplicable, pass, warn } from '../../inspection-result';
import { allAgreed } from '../../models/all-agreed';
import { foundationModels } from '../../models/configured-models';

/**
 * Inspects the first-time-use form of Anthropic, which each account or its organization sends once. Without it Bedrock
 * answers ResourceNotFoundException. Preflight does not read the content of the form.
 * Source: Amazon Bedrock User Guide, model-access.
 */
export const USE_CASE_INSPECTION: Inspection = {
  id: 'use-case',
  title: 'Anthropic form',
  inspect: async (context) => {
    const { clients, config } = context;
    const models = foundationModels(config).filter(({ provider }) => provider === 'Anthropic');
    if (models.length === 0) return [notApplicable('no Anthropic model in the row')];
    const form = await findInAws('bedrock:GetUseCaseForModelAccess', () =>
      clients.bedrock.send(new GetUseCaseForModelAccessCommand({})),
    );
    if (form) return [pass('the first-time-use form is sent')];
    const remedy = {
      say: 'Open an Anthropic model in the catalog and fill in the form, or send it as JSON:',
      run: `aws bedrock put-use-case-for-model-access --form-data fileb://form.json --region ${config.region}`,
      open: catalogPage(config.region),
    };
    const missing = 'the first-time-use form is not sent';
    return (await allAgreed(context.models, models))
      ? [warn(`${missing} by this account; the agreements exist, so the organization can have sent it`, remedy)]
      : [fail(missing, remedy)];
  },
};
