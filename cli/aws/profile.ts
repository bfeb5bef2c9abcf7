import { OperatorError } from '../../domain/operator-error';

const DEFAULT = 'default';

/**
 * Checks that the profile in AWS_PROFILE exists, and its settings for endpoints. The SDK would try other credentials instead, such as those of the
 * instance, and never name the profile.
 *
 * @throws OperatorError
 */
export async function assertProfile(): Promise<void> {
  const { getProfileName, loadSharedConfigFiles } = await import('@smithy/core/config');
  const name = getProfileName({});
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  assertVariants(name, configFile[name]);
  if (name === DEFAULT || configFile[name] || credentialsFile[name]) return;
  const names = [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])].filter(isProfile);
  throw new OperatorError(
    'PB-AWS-010',
    `AWS profile '${name}' does not exist.`,
    `Set AWS_PROFILE to ${names.length > 0 ? `one of: ${names.join(', ')}` : 'an existing profile'}. Or create it: \`aws configure sso --profile ${name}\`.`,
  );
}

/** Settings of the SDK that choose another endpoint, by the name in a profile. */
const VARIANTS = {
  AWS_USE_DUALSTACK_ENDPOINT: 'use_dualstack_endpoint',
  AWS_USE_FIPS_ENDPOINT: 'use_fips_endpoint',
} as const;

/**
 * Checks that the settings for FIPS and dual-stack endpoints have a value. The SDK would ignore any other value and call
 * ordinary endpoints.
 *
 * @throws OperatorError
 */
function assertVariants(name: string, profile: Readonly<Record<string, string | undefined>> = {}): void {
  for (const [variable, property] of Object.entries(VARIANTS)) {
    const inProfile = [`${property} of profile ${name}`, profile[property]] as const;
    for (const [setting, value] of [[variable, process.env[variable]] as const, inProfile]) {
      if (value === undefined || value === 'true' || value === 'false') continue;
      throw new OperatorError(
        'PB-AWS-016',
        `${setting} is '${value}', and the AWS SDK ignores every value except true and false.`,
        `Set ${setting} to true or false.`,
      );
    }
  }
}

/** The files also hold sections of other kinds, such as `sso-session.corp`. */
const isProfile = (section: string) => !/^(sso-session|services)\./.test(section);
