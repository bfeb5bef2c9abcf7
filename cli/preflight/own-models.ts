import { GetCustomModelDeploymentCommand, GetProvisionedModelThroughputCommand } from '@aws-sdk/client-bedrock';
import { askOr } from './account/ask';
import type { ConfiguredModel } from './configured-models';
import { type Finding, fail, pass } from './finding';
import type { PreflightContext } from './inspection';
import { UNKNOWN } from './models';

/** Status in which each answers, and what tells it. */
const READY = { 'custom-model-deployment': 'Active', 'provisioned-throughput': 'InService' } as const;

/** A custom model deployment or provisioned throughput of this account: is it there, and does it answer. */
export async function ownModelFindings(
  { kind, modelId }: ConfiguredModel,
  { clients: { bedrock } }: PreflightContext,
): Promise<readonly Finding[]> {
  const deployed = kind === 'custom-model-deployment';
  const status = deployed
    ? await askOr('bedrock:GetCustomModelDeployment', UNKNOWN, async () => {
        const command = new GetCustomModelDeploymentCommand({ customModelDeploymentIdentifier: modelId });
        return (await bedrock.send(command)).status;
      })
    : await askOr('bedrock:GetProvisionedModelThroughput', UNKNOWN, async () => {
        const command = new GetProvisionedModelThroughputCommand({ provisionedModelId: modelId });
        return (await bedrock.send(command)).status;
      });
  const ready = READY[deployed ? 'custom-model-deployment' : 'provisioned-throughput'];
  if (status === ready) return [pass(`${modelId} is ${ready}`)];
  return [
    fail(status ? `${modelId} is ${status}, not ${ready}` : `${modelId} is not in this account and Region`, {
      say: 'Make it again, or take it out of the row, in lib/config/deployments.ts.',
    }),
  ];
}
