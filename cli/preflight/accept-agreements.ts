import {
  CreateFoundationModelAgreementCommand,
  ListFoundationModelAgreementOffersCommand,
} from '@aws-sdk/client-bedrock';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { ask, CallError, findingOf } from './account/ask';
import type { Clients } from './account/clients';
import { foundationModels } from './configured-models';
import { Models } from './models';
import { offerTerms } from './offer-terms';

/** Where terms are shown and a person decides. */
export interface Desk {
  readonly say: (line: string) => void;
  /** On whose behalf: `account 123456789012`. */
  readonly party: string;
  /** Asks for a yes; anything else is a no. */
  readonly confirm: (question: string) => Promise<boolean>;
}

/**
 * The one thing that `--fix` changes: agreements that the account lacks, each after its terms were shown and accepted.
 *
 * @returns how many were made
 */
export async function acceptAgreements(
  bedrock: Clients['bedrock'],
  config: DeploymentConfig,
  desk: Desk,
): Promise<number> {
  const models = new Models(bedrock);
  let made = 0;
  // One after the other: a person reads them.
  for (const { id } of foundationModels(config)) {
    try {
      const { agreementAvailability } = await models.availability(id);
      if (agreementAvailability?.status === 'NOT_AVAILABLE' && (await accept(bedrock, id, desk))) made += 1;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      desk.say(`${id}: ${findingOf(error).text}`);
    }
  }
  return made;
}

async function accept(bedrock: Clients['bedrock'], modelId: string, { say, party, confirm }: Desk): Promise<boolean> {
  const { offers = [] } = await ask('bedrock:ListFoundationModelAgreementOffers', () =>
    bedrock.send(new ListFoundationModelAgreementOffersCommand({ modelId, offerType: 'PUBLIC' })),
  );
  if (offers.length === 0) say(`${modelId}: there is no public offer to accept`);
  for (const offer of offers) {
    say(`For ${party}:`);
    for (const line of offerTerms(modelId, offer)) say(line);
    if (await confirm(`Accept this offer for ${modelId} on behalf of ${party}?`)) {
      await ask('bedrock:CreateFoundationModelAgreement', () =>
        bedrock.send(new CreateFoundationModelAgreementCommand({ modelId, offerToken: offer.offerToken })),
      );
      say(`${modelId}: accepted`);
      return true;
    }
    say(`${modelId}: not accepted`);
  }
  return false;
}
