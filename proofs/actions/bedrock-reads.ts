import { DATA_CLASSES } from './data-classes';

const { settings, controls, conversations, documents, prompts, answers } = DATA_CLASSES;

/** Tells whether the name of an action is that of a read. */
export const isRead = (action: string): boolean => READ.test(action);

const READ =
  /^bedrock:(?:BatchGet|Check|Describe|Download|Export|Fetch|Get|List|Query|Read|Render|Retrieve|Search|View)(?:[A-Z]|$)/;

/** Actions of Bedrock that read something, by the data that they return: every action with the verb of a read. */
export const BEDROCK_READS = {
  /** Names, ids, states, settings, places, and descriptions of these. Includes the definition of guardrails. */
  metadata: [...settings.read, ...controls.read].sort(),
  /** Text that people and models exchanged: sessions, memories, stored answers, executions of flows. */
  conversations: conversations.read,
  /** Documents, passages, answers from them, names, lists and rules that are made from them, and links to them. */
  documents: [...documents.read, ...answers.write.filter(isRead)],
  /** Instructions for models and people, written by people: prompts, flows, agents, schemas, evaluations. */
  prompts: prompts.read,
} as const satisfies Readonly<Record<string, readonly string[]>>;
