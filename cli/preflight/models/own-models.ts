import { GetCustomModelDeploymentCommand, GetProvisionedModelThroughputCommand } from '@aws-sdk/client-bedrock';
import { findInAws } from '../../aws/call-aws';
import type { Clients } from '../account/clients';
import { fail, type InspectionResult, pass, unknownValue } from '../inspection-result';
import type { ConfiguredModel } from './configured-models';
import { UNKNOWN_MODEL } from './model-lookup';

/** Inspects a custom model deployment or provisioned throughput of this account. */
export async function inspectOwnModel(
  { kind, modelId }: ConfiguredModel,
  { bedrock }: Clients,
): Promise<readonly InspectionResult[]> {
  switch (kind) {
    case 'custom-model-deployment': {
      const command = new GetCustomModelDeploymentCommand({ customModelDeploymentIdentifier: modelId });
      const send = () => bedrock.send(command);
      return [judge(modelId, await findInAws('bedrock:GetCustomModelDeployment', send, UNKNOWN_MODEL), 'Active')];
    }
    case 'provisioned-throughput': {
      const command = new GetProvisionedModelThroughputCommand({ provisionedModelId: modelId });
      const send = () => bedrock.send(command);
      return [
        judge(modelId, await findInAws('bedrock:GetProvisionedModelThroughput', send, UNKNOWN_MODEL), 'InService'),
      ];
    }
    default:
      return [unknownValue(`the kind of model ${modelId}`, kind)];
  }
}

function judge(modelId: string, answer: { readonly status?: string } | undefined, ready: string): InspectionResult {
  if (answer?.status === ready) return pass(`${modelId} is ${ready}`);
  return fail(
    answer ? `${modelId} is ${answer.status}, not ${ready}` : `${modelId} is not in this account and Region`,
    { say: 'Create it again, or remove it from the row in lib/config/deployments.ts.' },
  );
}
