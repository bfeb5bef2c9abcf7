import { eachSettled } from '../account/ask';
import { type ConfiguredModel, configuredModels } from '../configured-models';
import { type Finding, fail, notApplicable, pass, warn } from '../finding';
import type { Check, PreflightContext } from '../inspection';

/** Where each inference profile really routes to, against the models that IAM and the endpoint policy let through. */
export const PROFILES_CHECK: Check = {
  id: 'profiles',
  title: 'profile',
  run: (context) => {
    const profiles = configuredModels(context.config, context.caller.account).filter(({ kind }) =>
      kind.endsWith('-profile'),
    );
    return profiles.length === 0
      ? Promise.resolve([notApplicable('no inference profile in the row')])
      : eachSettled(profiles, (profile) => findingsOf(profile, context));
  },
};

async function findingsOf(profile: ConfiguredModel, { config, models }: PreflightContext): Promise<readonly Finding[]> {
  const answer = await models.profile(profile.modelId);
  // That it is missing is told once, by the check of models.
  if (!answer) return [];
  const allowed = profile.targets.map(({ arn }) => arn).filter((arn) => arn.includes(':foundation-model/'));
  const used = (answer.models ?? []).flatMap(({ modelArn }) => modelArn ?? []);
  // A request through a global profile is judged in its own Region and in none ("unspecified"), wherever it goes.
  const anywhere = allowed.some((arn) => regionOf(arn) === '');
  const denied = used.filter((arn) => !allowed.includes(arn) && !(anywhere && regionOf(arn) !== ''));
  const unused = allowed.filter((arn) => !used.includes(arn) && !anywhere);
  const remedy = {
    say: `Correct the routes of this profile from ${config.region} in domain/models/catalogue, then deploy. AWS's own list:`,
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
    : [pass(`${profile.modelId} routes to ${placesOf(allowed)}, as the policies say`)];
}

const regionOf = (arn: string): string => arn.split(':')[3] ?? '';

/** The ARN behind a global profile has no Region. */
const placesOf = (arns: readonly string[]): string =>
  arns.some((arn) => regionOf(arn) === '') ? 'any Region' : arns.map(regionOf).sort().join(', ');
