import type { GetFoundationModelAvailabilityResponse } from '@aws-sdk/client-bedrock';
import type { CatalogueModel } from '../../../domain/models/catalogue-model';
import type { DeploymentCommands } from '../../app/deployment-commands';
import { catalogPage } from '../account/console-pages';
import { inspectEach } from '../inspect-each';
import type { Inspection, PreflightContext } from '../inspection';
import { fail, type InspectionResult, pass, type Remedy, unknownValue, warn } from '../inspection-result';
import { foundationModels, inRegionModels } from '../models/configured-models';

/** Inspects the access of this account to each foundation model: agreement, authorization, entitlement, Region. */
export const ACCESS_INSPECTION: Inspection = {
  id: 'model-access',
  title: 'access',
  inspect: (context) => inspectEach(foundationModels(context.config), (model) => inspectModel(model, context)),
};

async function inspectModel(model: CatalogueModel, { config, commands, models }: PreflightContext) {
  const availability = await models.availability(model.id);
  const { region } = config;
  const remedies: Remedies = {
    agreement: {
      say: 'Read its terms and accept them for the account, as an administrator:',
      run: commands.own('preflight', '--fix'),
      open: catalogPage(region),
    },
    entitlement: {
      say: 'Check the model in the catalog. If it gives no reason, ask AWS Support.',
      open: catalogPage(region),
    },
    region: {
      say: 'Put a model that the Region offers into the row, or use another Region.',
      open: catalogPage(region),
    },
  };
  const problems = [
    agreementProblem(model, availability, remedies),
    entitlementProblem(model, availability, remedies),
    regionProblem(model, availability, remedies, inRegionModels(config).has(model.id)),
    authorizationProblem(model, availability, remedies, commands),
  ].flatMap((finding) => finding ?? []);
  return problems.length > 0 ? problems : [pass(`this account can use ${model.id}`)];
}

type Remedies = Readonly<Record<'agreement' | 'entitlement' | 'region', Remedy>>;

type Answer = GetFoundationModelAvailabilityResponse;

function agreementProblem({ id }: CatalogueModel, answer: Answer, remedies: Remedies): InspectionResult | undefined {
  const { status, errorMessage } = answer.agreementAvailability ?? {};
  switch (status) {
    case 'AVAILABLE':
      return undefined;
    case 'PENDING':
      return warn(`${id}: its agreement is pending`, { say: 'This takes up to 15 minutes. Then run preflight again.' });
    case 'NOT_AVAILABLE':
      return fail(`${id}: no agreement with its provider`, remedies.agreement);
    case 'ERROR':
      return fail(`${id}: its agreement failed${errorMessage ? `: ${errorMessage}` : ''}`, remedies.agreement);
    default:
      return unknownValue(`the agreement for ${id}`, status);
  }
}

function entitlementProblem({ id }: CatalogueModel, answer: Answer, remedies: Remedies): InspectionResult | undefined {
  switch (answer.entitlementAvailability) {
    case 'AVAILABLE':
      return undefined;
    case 'NOT_AVAILABLE':
      return fail(`${id}: this account is not entitled to it`, remedies.entitlement);
    default:
      return unknownValue(`the entitlement for ${id}`, answer.entitlementAvailability);
  }
}

/** A profile is called in this Region and answers in others, so that this Region need not offer its model. */
function regionProblem(
  { id }: CatalogueModel,
  answer: Answer,
  remedies: Remedies,
  isRequired: boolean,
): InspectionResult | undefined {
  if (!isRequired) return undefined;
  switch (answer.regionAvailability) {
    case 'AVAILABLE':
      return undefined;
    case 'NOT_AVAILABLE':
      return fail(`${id}: not available to this account in this Region`, remedies.region);
    default:
      return unknownValue(`the availability of ${id} in this Region`, answer.regionAvailability);
  }
}

/**
 * AWS does not document NOT_AUTHORIZED. For a model with a Marketplace subscription, its calls are refused. For Amazon's
 * own models, accounts report it although calls succeed: this is a warning only.
 */
function authorizationProblem(
  model: CatalogueModel,
  answer: Answer,
  remedies: Remedies,
  commands: DeploymentCommands,
): InspectionResult | undefined {
  if (answer.authorizationStatus === 'AUTHORIZED') return undefined;
  if (answer.authorizationStatus !== 'NOT_AUTHORIZED') {
    return unknownValue(`the authorization for ${model.id}`, answer.authorizationStatus);
  }
  if (model.marketplace) return fail(`${model.id}: this account is not authorized for it`, remedies.entitlement);
  return warn(`${model.id}: Bedrock reports NOT_AUTHORIZED, but calls can succeed`, {
    say: 'Ask it once. If it refuses with "Operation not allowed", contact AWS Support.',
    run: commands.own('ask', `--model ${model.id} "Are you there?"`),
  });
}
