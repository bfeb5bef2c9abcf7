import type { Settings } from '../../lambda/knowledge/settings';
import { calling, KnowledgeRun, type Options, result, retrieving, type Script, SETTINGS } from './knowledge-run';

export const LIMITS = { maxTurns: 4, maxTokens: 100, maxSeconds: 30 };

/** Settings of a deployment with an agent. */
export const AGENT: Settings = { ...SETTINGS, agent: LIMITS };

export const QUESTION = { operation: 'runAgent', text: 'When does the notice end that I give today?' };

/** A turn that searches, and two passages for it. */
export const search = calling(['retrieve', { query: 'notice period' }]);
export const retrieve = retrieving(result('three months'), result('two weeks'));

type Answer = Awaited<ReturnType<KnowledgeRun['ask']>>;

/** Runs of the agent, with a server that answers as Bedrock does. */
export class AgentRun {
  private constructor(private readonly knowledge: KnowledgeRun) {}

  static async start(): Promise<AgentRun> {
    return new AgentRun(await KnowledgeRun.start());
  }

  /** @param fields of the request, besides those of the question */
  async run(script: Script, more: Options & { readonly fields?: object } = {}) {
    const { fields, ...options } = { settings: AGENT, ...more };
    const answer = await this.knowledge.ask({ ...QUESTION, ...fields }, script, options);
    return { ...answer, end: endOf(answer), outcomes: outcomesOf(answer) };
  }

  stop(): Promise<void> {
    return this.knowledge.stop();
  }
}

const endOf = ({ events }: Answer): unknown => events().at(-1)?.data;

/** Outcomes of the calls of tools. */
const outcomesOf = ({ events }: Answer): readonly string[] =>
  events().flatMap(({ event, data }) => (event === 'tool' ? [(data as { readonly outcome: string }).outcome] : []));
