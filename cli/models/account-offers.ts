import {
  BedrockClient,
  GetInferenceProfileCommand,
  type InferenceProfileSummary,
  ListFoundationModelsCommand,
  paginateListInferenceProfiles,
} from '@aws-sdk/client-bedrock';
import { callAws, listFromAws } from '../aws/call-aws';
import { clientConfig } from '../aws/client-config';

/** Model as an account lists it, with what it can be invoked by in one Region. */
export interface AccountModel {
  readonly id: string;
  /** `ACTIVE` or `LEGACY`; undefined if the Region lists only a profile of the model. */
  readonly status?: string;
  /** ISO day. */
  readonly endOfLife?: string;
  readonly provider?: string;
  /** The id itself can be invoked on demand. */
  readonly isOnDemand: boolean;
  /** Destination Regions by profile prefix; of the global profile none. */
  readonly profiles: Readonly<Record<string, readonly string[]>>;
}

/**
 * Lists the models and system-defined profiles of the account in a Region. Reads only.
 *
 * @throws OperatorError
 */
export async function accountOffers(region: string): Promise<readonly AccountModel[]> {
  const client = new BedrockClient(clientConfig(region));
  const { modelSummaries = [] } = await callAws('bedrock:ListFoundationModels', () =>
    client.send(new ListFoundationModelsCommand({})),
  );
  const summaries = await listFromAws(
    'bedrock:ListInferenceProfiles',
    paginateListInferenceProfiles({ client }, { typeEquals: 'SYSTEM_DEFINED' }),
    ({ inferenceProfileSummaries }) => inferenceProfileSummaries,
  );
  const profiles = await Promise.all(summaries.map((summary) => routeOf(client, summary)));
  const ids = new Set([
    ...modelSummaries.flatMap(({ modelId }) => modelId ?? []),
    ...profiles.map(({ model }) => model),
  ]);
  return (
    [...ids]
      // A context length or a provisioned variant: `amazon.nova-lite-v1:0:300k` is no id that is invoked on demand.
      .filter((id) => !/:\d+k$|:mm$/.test(id))
      .sort()
      .map((id): AccountModel => {
        const summary = modelSummaries.find(({ modelId }) => modelId === id);
        const { status, endOfLifeTime } = summary?.modelLifecycle ?? {};
        return {
          id,
          ...(status && { status }),
          ...(endOfLifeTime && { endOfLife: endOfLifeTime.toISOString().slice(0, 10) }),
          ...(summary?.providerName && { provider: summary.providerName }),
          isOnDemand: summary?.inferenceTypesSupported?.includes('ON_DEMAND') ?? false,
          profiles: Object.fromEntries(
            profiles.filter(({ model }) => model === id).map(({ prefix, destinations }) => [prefix, destinations]),
          ),
        };
      })
  );
}

interface ProfileRoute {
  readonly prefix: string;
  readonly model: string;
  readonly destinations: readonly string[];
}

/** Reads the route of a profile from GetInferenceProfile if the list does not have it. */
async function routeOf(client: BedrockClient, summary: InferenceProfileSummary): Promise<ProfileRoute> {
  const id = summary.inferenceProfileId ?? '';
  const models = summary.models?.length ? summary.models : await modelsOf(client, id);
  const arns = models.flatMap(({ modelArn }) => modelArn ?? []);
  const destinations = arns.flatMap((arn) => arn.split(':')[3] || []);
  return {
    prefix: id.slice(0, id.indexOf('.')),
    model: arns[0]?.split('/')[1] ?? id.slice(id.indexOf('.') + 1),
    destinations: [...new Set(destinations)].sort(),
  };
}

const modelsOf = async (client: BedrockClient, id: string) =>
  (
    await callAws('bedrock:GetInferenceProfile', () =>
      client.send(new GetInferenceProfileCommand({ inferenceProfileIdentifier: id })),
    )
  ).models ?? [];
