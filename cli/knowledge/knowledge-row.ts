import type { DeploymentRecord } from '../../domain/deployment/deployment-record';
import { type KnowledgeSettings, knowledgeSettings } from '../../domain/deployment/knowledge-settings';
import { OperatorError } from '../../domain/operator-error';
import type { DeploymentCommands } from '../app/deployment-commands';
import { usageError } from '../command';

/** Returns the settings of the knowledge base of a row. @throws OperatorError when it has none */
export function knowledgeOf(
  { name, config }: Pick<DeploymentRecord, 'name' | 'config'>,
  commands: DeploymentCommands,
): KnowledgeSettings {
  if (config.knowledge) return knowledgeSettings(config.knowledge);
  throw new OperatorError(
    'PB-KNOWLEDGE-001',
    `${name} has no knowledge base.`,
    `Add \`knowledge: {}\` to its row, and deploy it: \`${commands.cdk(`deploy ${commands.everything}`)}\`.`,
  );
}

/** @throws OperatorError for an audience that the row does not have */
export function assertAudience(audience: string | undefined, settings: KnowledgeSettings): void {
  const names = Object.keys(settings.audiences);
  if (audience === undefined || names.includes(audience)) return;
  throw usageError(
    'PB-KNOWLEDGE-002',
    `--audience '${audience}' is not an audience of the row.`,
    names.length === 0
      ? 'Omit --audience, or declare it: knowledge.audiences of the row.'
      : `Use one of: ${names.join(', ')}.`,
  );
}
