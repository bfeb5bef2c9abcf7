import { DeploymentCommands } from '../../app/deployment-commands';
import { deployedDeployment } from '../../app/deployments';
import { type FunctionTarget, namedFunction } from '../../functions/function-target';
import type { Io } from '../../io';
import { assertAudience, knowledgeOf } from '../knowledge-row';
import { answeringModel } from './answering-model';
import { assertSwitchedOn, CHOICES, chosenIn } from './question-operation';
import type { QuestionOptions } from './question-options';

/**
 * Finds the function that answers a question to the documents of a deployment, or takes the named one. Checks the options
 * against the row before it calls AWS.
 *
 * @throws OperatorError
 */
export async function knowledgeTarget(options: QuestionOptions, io: Io, signal: AbortSignal): Promise<FunctionTarget> {
  const { function: name, region, audience: alias } = options;
  const chosen = chosenIn(options);
  if (name) return { ...namedFunction(name, region, () => deployedDeployment(options, io).config.region), alias };
  const record = deployedDeployment(options, io);
  const commands = DeploymentCommands.of(record, options, io.cwd);
  const settings = knowledgeOf(record, commands);
  assertSwitchedOn(chosen, record, commands);
  assertAudience(alias, settings);
  const model = answeringModel(options.model, record.config);
  const { findFunction, DELEGATED_FUNCTION, KNOWLEDGE_FUNCTION } = await import('../../functions/find-function');
  const asked = chosen && CHOICES[chosen].isDelegated ? DELEGATED_FUNCTION : KNOWLEDGE_FUNCTION;
  const target = await findFunction(record, asked, commands, region, signal);
  // An agent of Bedrock has a model of its own.
  return { ...target, alias, defaultModel: chosen === 'agentAlias' ? undefined : model };
}
