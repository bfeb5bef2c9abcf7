import type { KnowledgeConfig } from '../../../domain/deployment/config/knowledge-config';
import { OperatorError } from '../../../domain/operator-error';
import type { Operation } from '../../../lambda/knowledge/contract';
import type { DeploymentCommands } from '../../app/deployment-commands';
import { flagOf, usageError } from '../../command';
import type { QuestionOptions } from './question-options';

/** Operation of a question that an option chooses and a property of the row, of the same name, switches on. */
interface Choice {
  readonly operation: Operation;
  /** Text that switches it on in `knowledge` of the row. */
  readonly on: string;
  /** True for an operation of the delegated function. */
  readonly isDelegated: boolean;
  /** Options that it does not have. */
  readonly without: readonly (keyof QuestionOptions)[];
}

export const CHOICES = {
  agent: { operation: 'runAgent', on: 'agent: {}', isDelegated: false, without: ['session'] },
  retrieveAndGenerate: {
    ...{ operation: 'retrieveAndGenerateStream', on: 'retrieveAndGenerate: true', isDelegated: true },
    without: ['audience', 'session'],
  },
  agentAlias: {
    ...{ operation: 'invokeAgent', isDelegated: true },
    on: "agentAlias: { agentId: '<id>', aliasId: '<id>' }",
    without: ['audience', 'results', 'filter', 'model', 'maxTokens'],
  },
} as const satisfies Partial<Record<keyof KnowledgeConfig & keyof QuestionOptions, Choice>>;

type Property = keyof typeof CHOICES;

const PROPERTIES = Object.keys(CHOICES) as readonly Property[];

/** Returns the property that the options choose; undefined for a plain question. @throws OperatorError for options that exclude each other */
export function chosenIn(options: QuestionOptions): Property | undefined {
  const chosen = PROPERTIES.filter((property) => options[property]);
  const [property, other] = chosen;
  if (other !== undefined) {
    throw usageError(
      'PB-KNOWLEDGE-019',
      `${chosen.map(flagOf).join(' and ')} each answer in their own way.`,
      'Use one of them.',
    );
  }
  const without: readonly (keyof QuestionOptions)[] = property ? CHOICES[property].without : ['session'];
  const wrong = without.filter((name) => options[name] !== undefined);
  if (wrong.length === 0) return property;
  const named = wrong.map(flagOf).join(', ');
  throw usageError(
    'PB-KNOWLEDGE-020',
    property ? `${flagOf(property)} has no ${named}.` : `${named} only applies to ${flagOf('agentAlias')}.`,
    wrong.includes('audience')
      ? `Omit ${named}: a delegated answer is the same for all audiences. docs/knowledge.md says what it sees.`
      : `Omit ${named}.`,
  );
}

/** @throws OperatorError for an operation that the row does not switch on */
export function assertSwitchedOn(
  property: Property | undefined,
  { name, config }: { readonly name: string; readonly config: { readonly knowledge?: KnowledgeConfig } },
  commands: DeploymentCommands,
): void {
  if (property === undefined || config.knowledge?.[property]) return;
  const { on, operation } = CHOICES[property];
  throw new OperatorError(
    'PB-KNOWLEDGE-021',
    `${flagOf(property)}: ${name} has no ${operation}, because knowledge.${property} of its row is off.`,
    `Add \`${on}\` to knowledge of its row, and deploy it: \`${commands.cdk(`deploy ${commands.everything}`)}\`.`,
  );
}
