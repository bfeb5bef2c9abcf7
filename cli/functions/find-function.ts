import type { DeploymentRecord } from '../../domain/deployment/deployment-record';
import { Names } from '../../domain/deployment/names/names';
import { modelIdOf } from '../../domain/models/answering-models';
import { OperatorError } from '../../domain/operator-error';
import type { DeploymentCommands } from '../app/deployment-commands';
import type { FunctionTarget } from './function-target';
import { stackOutputs } from './stack-outputs';

/** Function of a deployment: the stack that makes it, the output with its name, and the name that the stack sets. */
export interface DeployedFunction {
  readonly unit: string;
  readonly output: string;
  readonly name: (names: Names) => string;
}

export const INFERENCE_FUNCTION: DeployedFunction = {
  unit: 'Inference',
  output: 'FunctionName',
  name: (names) => names.inferenceFunction,
};

export const KNOWLEDGE_FUNCTION: DeployedFunction = {
  unit: 'Asking',
  output: 'KnowledgeFunctionName',
  name: (names) => names.knowledgeFunction,
};

export const DELEGATED_FUNCTION: DeployedFunction = {
  unit: 'Asking',
  output: 'DelegatedFunctionName',
  name: (names) => names.delegatedFunction,
};

/**
 * Finds the function of a deployment by the output of its stack. A caller who may invoke it but not read stacks gets the
 * name that the stack gives to it.
 *
 * @throws OperatorError
 */
export async function findFunction(
  { name: deployment, config }: DeploymentRecord,
  { unit, output, name }: DeployedFunction,
  commands: DeploymentCommands,
  otherRegion: string | undefined,
  signal: AbortSignal,
): Promise<FunctionTarget> {
  const { region: ownRegion } = config;
  const region = otherRegion ?? ownRegion;
  const names = new Names(deployment, region);
  const stack = names.stack(unit);
  const target = { region, deployment, commands, defaultModel: modelIdOf(config.models[0]) };
  const found = await stackOutputs({ stack, region, commands }, signal);
  if (!found) {
    const note = `No permission to read stack ${stack}: using the function name that this stack sets.`;
    return { ...target, functionName: name(names), note };
  }
  const functionName = found.outputs[output];
  if (functionName) return { ...target, functionName };
  throw new OperatorError(
    'PB-ASK-008',
    `Stack ${stack} in ${region} has no output ${output}. Its status is ${found.status}.`,
    `Deploy it again: \`${commands.cdk(`deploy ${commands.everything}`)}\`.`,
  );
}
