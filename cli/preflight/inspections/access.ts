import type { GetFoundationModelAvailabilityResponse } from '@aws-sdk/client-bedrock';
import type { CatalogueModel } from '../../../domain/models/catalogue-model';
import { eachSettled } from '../account/ask';
import { catalogPage } from '../account/pages';
import { foundationModels, inRegionModels } from '../configured-models';
import { type Finding, fail, pass, type Remedy, warn } from '../finding';
import type { Check, PreflightContext } from '../inspection';

/** What this account may do with each foundation model: agreement, authorization, entitlement, Region. */
export const ACCESS_CHECK: Check = {
  id: 'model-access',
  title: 'access',
  run: (context) => eachSettled(foundationModels(context.config), (model) => findingsOf(model, context)),
};

async function findingsOf(model: CatalogueModel, { config, deployment, models }: PreflightContext) {
  const availability = await models.availability(model.id);
  const { region } = config;
  const remedies: Remedies = {
    agreement: {
      say: 'Read its terms and accept them for the account, as an administrator:',
      run: `npm run preflight -- --deployment ${deployment} --fix`,
      open: catalogPage(region),
    },
    entitlement: {
      say: 'Look at the model in the catalog; ask AWS Support if it says no more.',
      open: catalogPage(region),
    },
    region: { say: 'Take a model that the Region has into the row, or another Region.', open: catalogPage(region) },
  };
  const problems = [
    agreementProblem(model, availability, remedies),
    entitlementProblem(model, availability, remedies),
    regionProblem(model, availability, remedies, inRegionModels(config).has(model.id)),
    authorizationProblem(model, availability, remedies),
  ].flatMap((finding) => finding ?? []);
  return problems.length > 0 ? problems : [pass(`${model.id} may be used by this account`)];
}

type Remedies = Readonly<Record<'agreement' | 'entitlement' | 'region', Remedy>>;

type Answer = GetFoundationModelAvailabilityResponse;

function agreementProblem({ id }: CatalogueModel, answer: Answer, remedies: Remedies): Finding | undefined {
  const { status, errorMessage } = answer.agreementAvailability ?? {};
  switch (status) {
    case 'AVAILABLE':
      return undefined;
    case 'PENDING':
      return warn(`${id}: its agreement is being made`, { say: 'It takes up to 15 minutes: run this again then.' });
    case 'NOT_AVAILABLE':
      return fail(`${id}: no agreement with its provider`, remedies.agreement);
    default:
      return fail(`${id}: its agreement failed${errorMessage ? `: ${errorMessage}` : ''}`, remedies.agreement);
  }
}

function entitlementProblem({ id }: CatalogueModel, answer: Answer, remedies: Remedies): Finding | undefined {
  return answer.entitlementAvailability === 'AVAILABLE'
    ? undefined
    : fail(`${id}: this account is not entitled to it`, remedies.entitlement);
}

/** A profile is called here and answers elsewhere: then it does not matter that this Region lacks the model. */
function regionProblem(
  { id }: CatalogueModel,
  answer: Answer,
  remedies: Remedies,
  decisive: boolean,
): Finding | undefined {
  if (answer.regionAvailability === 'AVAILABLE' || !decisive) return undefined;
  return fail(`${id}: not available to this account in this Region`, remedies.region);
}

/**
 * AWS does not say what NOT_AUTHORIZED means. For a model with a Marketplace subscription it goes with refused calls;
 * of Amazon's own models accounts report it beside calls that are answered, so that there it is only worth knowing.
 */
function authorizationProblem(model: CatalogueModel, answer: Answer, remedies: Remedies): Finding | undefined {
  if (answer.authorizationStatus === 'AUTHORIZED') return undefined;
  if (model.marketplace) return fail(`${model.id}: this account is not authorized for it`, remedies.entitlement);
  return warn(`${model.id}: Bedrock calls this account NOT_AUTHORIZED, and may answer all the same`, {
    say: 'Ask it once; if it refuses with "Operation not allowed", AWS Support alone can lift that.',
    run: 'npm run ask -- --model ID "Are you there?"'.replace('ID', model.id),
  });
}
