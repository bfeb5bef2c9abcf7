import { ACCOUNT_ABOUT, ACCOUNT_COMMANDS } from './account/members';
import { BREAKER_ABOUT, BREAKER_COMMANDS } from './breaker/members';
import type { LazySubcommand } from './command';
import { DEVELOPER_ABOUT, DEVELOPER_COMMANDS } from './developer/members';
import { NOTES_ABOUT, NOTES_COMMANDS } from './healthscribe/notes/members';

/** Every subcommand, in the order of the help. */
export const COMMANDS: Readonly<Record<string, LazySubcommand>> = {
  preflight: {
    summary: 'says whether an account is ready for a deployment',
    load: async () => (await import('./preflight/command')).preflightCommand,
  },
  models: {
    summary: 'lists the models that a Region offers',
    load: async () => (await import('./models/command')).modelsCommand,
  },
  plan: {
    summary: 'compares an assembly with the deployed stacks, and prints the commands that make the change',
    load: async () => (await import('./plan/command')).planCommand,
  },
  account: {
    summary: 'reads and changes the settings of Amazon Bedrock that a whole account and Region shares',
    load: async () =>
      (await import('./command-group')).commandGroup('private-bedrock account', ACCOUNT_ABOUT, ACCOUNT_COMMANDS),
    members: ACCOUNT_COMMANDS,
  },
  developer: {
    summary: 'governs Amazon Q Developer and Kiro: policies of an organization, use and cost of seats',
    load: async () =>
      (await import('./command-group')).commandGroup('private-bedrock developer', DEVELOPER_ABOUT, DEVELOPER_COMMANDS),
    members: DEVELOPER_COMMANDS,
  },
  breaker: {
    summary: 'looks at the limit on costs that stops the models, and resets it',
    load: async () =>
      (await import('./command-group')).commandGroup('private-bedrock breaker', BREAKER_ABOUT, BREAKER_COMMANDS),
    members: BREAKER_COMMANDS,
  },
  ask: {
    summary: 'asks the deployed inference function',
    load: async () => (await import('./inference/command')).askCommand,
  },
  retrieve: {
    summary: 'finds passages in the documents of the knowledge base',
    load: async () => (await import('./knowledge/retrieve/command')).retrieveCommand,
  },
  sync: {
    summary: 'uploads the documents of a folder and syncs the knowledge base',
    load: async () => (await import('./knowledge/sync/command')).syncCommand,
  },
  evaluate: {
    summary: 'measures the answers of the knowledge base by questions whose answers are known',
    load: async () => (await import('./knowledge/evaluate/command')).evaluateCommand,
  },
  scribe: {
    summary: 'makes a draft note from the recording of a consultation',
    load: async () => (await import('./healthscribe/scribe/command')).scribeCommand,
  },
  notes: {
    summary: 'reviews and signs the draft notes of consultations',
    load: async () =>
      (await import('./command-group')).commandGroup('private-bedrock notes', NOTES_ABOUT, NOTES_COMMANDS),
    members: NOTES_COMMANDS,
  },
  validate: {
    summary: 'checks labelled examples before a customization job',
    load: async () => (await import('./fine-tuning/validate/command')).validateCommand,
  },
  tune: {
    summary: 'trains a custom model and waits for it',
    load: async () => (await import('./fine-tuning/tune/command')).tuneCommand,
  },
  teardown: {
    summary: 'removes billable resources that no stack owns',
    load: async () => (await import('./fine-tuning/teardown/command')).teardownCommand,
  },
  check: {
    summary: 'runs the rule pack over CloudFormation templates',
    load: async () => (await import('./check/command')).checkCommand,
  },
  cost: {
    summary: 'estimates the monthly price of the templates',
    load: async () => (await import('./cost/command')).costCommand,
  },
  capacity: {
    summary: 'says which limit a deployment meets first, and simulates waits and throttling',
    load: async () => (await import('./capacity/command')).capacityCommand,
  },
  usage: {
    summary: 'prints tokens, requests and dollars by model and day from CloudWatch',
    load: async () => (await import('./usage/command')).usageCommand,
  },
  diagram: {
    summary: 'draws the architecture from the templates',
    load: async () => (await import('./diagram/command')).diagramCommand,
  },
  summary: {
    summary: 'lists the stacks of a cloud assembly and the findings of its rule packs',
    load: async () => (await import('./summary/command')).summaryCommand,
  },
};
