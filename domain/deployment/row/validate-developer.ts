import type { DeveloperConfig } from '../config/developer-config';
import { all, either, isObject, objectOf, problem, type Validator, wholeNumber } from '../validation';
import { validateMcpServers } from './access/validate-mcp-servers';
import { personasWithoutMfa } from './access/without-mfa';

/**
 * Regions with profiles of Amazon Q Developer. Buckets and key are in the Region of the profile.
 * Source: Amazon Q Developer User Guide, "Supported Regions for the Q Developer console and Q Developer profile".
 */
export const DEVELOPER_REGIONS: readonly string[] = ['us-east-1', 'eu-central-1'];

const fields = objectOf({
  promptDays: wholeNumber(1, 3653, 'Set the days after which prompts are deleted.'),
  reportDays: wholeNumber(1, 3653, 'Set the days after which reports are deleted.'),
  mcpServers: validateMcpServers,
} satisfies Record<keyof DeveloperConfig, Validator>);

const isPossible: Validator = (_, place) => {
  const { region } = place;
  if (region === undefined || DEVELOPER_REGIONS.includes(region)) return [];
  return [
    problem('PB-CONFIG-200', place, {
      message: `is not possible in ${region}: AWS offers profiles of Amazon Q Developer only in ${DEVELOPER_REGIONS.join(' and ')}, and writes logs only to buckets in the Region of the profile`,
      remedy: `Remove it, or use a row of its own in ${either(DEVELOPER_REGIONS)}.`,
    }),
  ];
};

/** Validates `developer` of a row by itself. */
export const validateDeveloper: Validator = all(fields, isPossible);

/** Prompts and reports are reached with MFA, whatever the row says for its other personas. */
export const developerLogsNeedMfa: Validator = (row, place) =>
  isObject(row) && isObject(row.developer)
    ? personasWithoutMfa(row, place, ['auditor', 'reportReader']).map(({ name, place: here, waivedBy }) =>
        problem('PB-CONFIG-201', here, {
          message: `would reach logs of developers without MFA, by mfa: false of ${waivedBy}`,
          remedy: `Name those who can meet MFA, or permission sets, under personas.${name}.trustedPrincipals.`,
        }),
      )
    : [];
