import { OperatorError } from '../../domain/operator-error';

const DEFAULT = 'default';

/**
 * Checks that the profile in AWS_PROFILE exists. The SDK would try other credentials instead, such as those of the
 * instance, and never name the profile.
 *
 * @throws OperatorError
 */
export async function assertProfile(): Promise<void> {
  const { getProfileName, loadSharedConfigFiles } = await import('@smithy/core/config');
  const name = getProfileName({});
  if (name === DEFAULT) return;
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  if (configFile[name] || credentialsFile[name]) return;
  const names = [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])].filter(isProfile);
  throw new OperatorError(
    'PB-AWS-010',
    `AWS profile '${name}' does not exist.`,
    `Set AWS_PROFILE to ${names.length > 0 ? `one of: ${names.join(', ')}` : 'an existing profile'}. Or create it: \`aws configure sso --profile ${name}\`.`,
  );
}

/** The files also hold sections of other kinds, such as `sso-session.corp`. */
const isProfile = (section: string) => !/^(sso-session|services)\./.test(section);
