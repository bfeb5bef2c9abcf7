import { commandLine } from '../../../command-line';
import { inspectEach } from '../../inspect-each';
import type { Inspection, PreflightContext } from '../../inspection';
import { fail, type InspectionResult, notApplicable, pass, warn } from '../../inspection-result';
import { type ConfiguredModel, configuredModels } from '../../models/configured-models';

/** Compares the routes of each inference profile with the models that IAM and the endpoint policy allow. */
export const PROFILES_INSPECTION: Inspection = {
  id: 'profiles',
  title: 'profile',
  inspect: (context) => {
    const profiles = configuredModels(context.config, context.caller.account).filter(({ kind }) =>
      kind.endsWith('-profile'),
    );
    return profiles.length === 0
      ? Promise.resolve([notApplicable('no inference profile in the row')])
      : inspectEach(profiles, (profile) => inspectModel(profile, context));
  },
};

async function inspectModel(
  profile: ConfiguredModel,
  { config, models }: PreflightContext,
): Promise<readonly InspectionResult[]> {
  const answer = await models.profile(profile.modelId);
  // The inspection of models reports a missing profile.
  if (!answer) return [];
  const allowed = profile.targets.map(({ arn }) => arn).filter((arn) => arn.includes(':foundation-model/'));
  const used = (answer.models ?? []).flatMap(({ modelArn }) => modelArn ?? []);
  // IAM evaluates a request through a global profile in the source Region and in none ("unspecified"), wherever it goes.
  const anywhere = allowed.some((arn) => regionOf(arn) === '');
  const denied = used.filter((arn) => !allowed.includes(arn) && !(anywhere && regionOf(arn) !== ''));
  const unused = allowed.filter((arn) => !used.includes(arn) && !anywhere);
  const remedy = {
    say: `Declare the model with the routes of this profile from ${config.region} under declaredModels, then deploy: \`${commandLine('models', `--region ${config.region} --account`)}\` prints the text. AWS's own list:`,
    run: `aws bedrock get-inference-profile --inference-profile-identifier ${profile.modelId} --region ${config.region}`,
  };
  const findings = [
    ...(denied.length > 0
      ? [fail(`${profile.modelId} routes to ${placesOf(denied)}, which the policies deny`, remedy)]
      : []),
    ...(unused.length > 0
      ? [warn(`${profile.modelId} no longer routes to ${placesOf(unused)}, which the policies allow`, remedy)]
      : []),
  ];
  return findings.length > 0
    ? findings
    : [pass(`${profile.modelId} routes to ${placesOf(allowed)}, as the policies allow`)];
}

const regionOf = (arn: string): string => arn.split(':')[3] ?? '';

/** The ARN of a global profile's model has no Region. */
const placesOf = (arns: readonly string[]): string =>
  arns.some((arn) => regionOf(arn) === '') ? 'any Region' : arns.map(regionOf).sort().join(', ');
