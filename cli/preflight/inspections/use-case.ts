import { GetUseCaseForModelAccessCommand } from '@aws-sdk/client-bedrock';
import { askOr } from '../account/ask';
import { catalogPage } from '../account/pages';
import { allAgreed } from '../agreements';
import { foundationModels } from '../configured-models';
import { fail, notApplicable, pass, warn } from '../finding';
import type { Check } from '../inspection';

/**
 * Anthropic wants to know, once for an account or for its organization, what its models are used for.
 * Without it Bedrock answers ResourceNotFoundException. What the form holds is not read.
 * Source: Amazon Bedrock User Guide, model-access.
 */
export const USE_CASE_CHECK: Check = {
  id: 'use-case',
  title: 'Anthropic form',
  run: async (context) => {
    const { clients, config } = context;
    const models = foundationModels(config).filter(({ provider }) => provider === 'Anthropic');
    if (models.length === 0) return [notApplicable('no Anthropic model in the row')];
    const form = await askOr('bedrock:GetUseCaseForModelAccess', ['ResourceNotFoundException'], () =>
      clients.bedrock.send(new GetUseCaseForModelAccessCommand({})),
    );
    if (form) return [pass('the first-time-use form is filled in')];
    const remedy = {
      say: 'Open an Anthropic model there and fill in the form, or send it as JSON:',
      run: `aws bedrock put-use-case-for-model-access --form-data fileb://form.json --region ${config.region}`,
      open: catalogPage(config.region),
    };
    const missing = 'the first-time-use form is not filled in';
    return (await allAgreed(context.models, models))
      ? [warn(`${missing} here; the agreements are there, so that the organization may have sent it`, remedy)]
      : [fail(missing, remedy)];
  },
};
