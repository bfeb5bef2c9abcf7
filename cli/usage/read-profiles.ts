import { BedrockClient, paginateListInferenceProfiles } from '@aws-sdk/client-bedrock';
import type { TeamProfile } from '../../domain/deployment/team-profiles';
import { listFromAws } from '../aws/call-aws';
import { clientConfig } from '../aws/client-config';

/**
 * Returns the profiles of teams by their id, under which CloudWatch counts their use. One that is not deployed has no id.
 *
 * @throws OperatorError
 */
export async function readProfiles(
  region: string,
  profiles: readonly TeamProfile[],
): Promise<ReadonlyMap<string, TeamProfile>> {
  if (profiles.length === 0) return new Map();
  const client = new BedrockClient(clientConfig(region));
  const summaries = await listFromAws(
    'bedrock:ListInferenceProfiles',
    paginateListInferenceProfiles({ client }, { typeEquals: 'APPLICATION' }),
    ({ inferenceProfileSummaries }) => inferenceProfileSummaries,
  );
  return new Map(
    summaries.flatMap(({ inferenceProfileName, inferenceProfileId = '' }) => {
      const profile = profiles.find(({ name }) => name === inferenceProfileName);
      return profile ? [[inferenceProfileId, profile] as const] : [];
    }),
  );
}
