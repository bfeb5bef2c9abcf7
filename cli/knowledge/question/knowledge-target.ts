import { DeploymentCommands } from '../../app/deployment-commands';
import { deployedDeployment } from '../../app/deployments';
import { type FunctionTarget, namedFunction } from '../../functions/function-target';
import type { Io } from '../../io';
import { assertAudience, knowledgeOf } from '../knowledge-row';
import type { QuestionOptions } from './question-options';

/**
 * Finds the knowledge function of a deployment, or takes the named one.
 *
 * @throws OperatorError
 */
export async function knowledgeTarget(options: QuestionOptions, io: Io, signal: AbortSignal): Promise<FunctionTarget> {
  const { function: name, region, audience: alias } = options;
  if (name) return { ...namedFunction(name, region, () => deployedDeployment(options, io).config.region), alias };
  const record = deployedDeployment(options, io);
  const commands = DeploymentCommands.of(record, options, io.cwd);
  assertAudience(alias, knowledgeOf(record, commands));
  const { findFunction, KNOWLEDGE_FUNCTION } = await import('../../functions/find-function');
  return { ...(await findFunction(record, KNOWLEDGE_FUNCTION, commands, region, signal)), alias };
}
