import {
  type BedrockClient,
  CreateFoundationModelAgreementCommand,
  ListFoundationModelAgreementOffersCommand,
} from '@aws-sdk/client-bedrock';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { OperatorError } from '../../domain/operator-error';
import { callAws } from '../aws/call-aws';
import { resultOfError } from './inspect-each';
import { foundationModels } from './models/configured-models';
import { ModelLookup } from './models/model-lookup';
import { offerTerms } from './offer-terms';

/** Shows terms to a person, who decides. */
export interface TermsReview {
  readonly say: (line: string) => void;
  /** Party to the agreement: `account 123456789012`. */
  readonly party: string;
  /** Asks for a yes. Any other answer means no. */
  readonly confirm: (question: string) => Promise<boolean>;
}

/**
 * Accepts the agreements that the account lacks, each after a person has read and accepted its terms. `--fix` changes
 * nothing else.
 *
 * @returns the number of new agreements
 */
export async function acceptAgreements(
  bedrock: BedrockClient,
  config: DeploymentConfig,
  review: TermsReview,
): Promise<number> {
  const models = new ModelLookup(bedrock);
  let accepted = 0;
  // One at a time: a person reads them.
  for (const { id } of foundationModels(config)) {
    try {
      const { agreementAvailability } = await models.availability(id);
      if (agreementAvailability?.status === 'NOT_AVAILABLE' && (await accept(bedrock, id, review))) accepted += 1;
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      review.say(`${id}: ${resultOfError(error).text}`);
    }
  }
  return accepted;
}

async function accept(bedrock: BedrockClient, modelId: string, { say, party, confirm }: TermsReview): Promise<boolean> {
  const { offers = [] } = await callAws('bedrock:ListFoundationModelAgreementOffers', () =>
    bedrock.send(new ListFoundationModelAgreementOffersCommand({ modelId, offerType: 'PUBLIC' })),
  );
  if (offers.length === 0) say(`${modelId}: no public offer exists`);
  for (const offer of offers) {
    say(`For ${party}:`);
    for (const line of offerTerms(modelId, offer)) say(line);
    if (await confirm(`Accept this offer for ${modelId} on behalf of ${party}?`)) {
      await callAws('bedrock:CreateFoundationModelAgreement', () =>
        bedrock.send(new CreateFoundationModelAgreementCommand({ modelId, offerToken: offer.offerToken })),
      );
      say(`${modelId}: accepted`);
      return true;
    }
    say(`${modelId}: not accepted`);
  }
  return false;
}
