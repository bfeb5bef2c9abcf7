import type { ToolConfiguration } from '@aws-sdk/client-bedrock-runtime';
import type { FailureCode } from '../../shared/failures/failure-rows';
import { failureOf } from '../../shared/failures/failures';
import type { Call } from '../../shared/serve';
import type { Clients } from '../clients';
import { LIMITS, type TOOL_OUTCOMES } from '../contract';
import { quote } from '../prompt';
import type { Question } from '../request/question';
import { retrieve, screeningOf } from '../retrieve';
import type { Screening } from '../screen';
import type { Settings } from '../settings';
import { FoundPassages } from './found-passages';
import { PURE_TOOLS } from './pure-tools';
import { ToolError } from './tool-error';
import { type InputFields, inputSchema, readInput } from './tool-input';

const SEARCH = 'retrieve';

/** Input of a search: words alone. The request says whose documents are searched, and how many passages are returned. */
const SEARCH_FIELDS = {
  query: {
    type: 'string',
    description: `what to search for, in words of the documents, of at most ${LIMITS.questionCharacters} characters`,
    pattern: /\S/,
    most: LIMITS.questionCharacters,
  },
} as const satisfies InputFields;

const spec = (name: string, description: string, fields: InputFields) => ({
  toolSpec: { name, description, inputSchema: { json: inputSchema(fields) } },
});

/** Tools as Converse takes them. */
export const TOOL_CONFIG: ToolConfiguration = {
  tools: [
    spec(SEARCH, 'Finds passages in the documents.', SEARCH_FIELDS),
    ...Object.entries(PURE_TOOLS).map(([name, { description, fields }]) => spec(name, description, fields)),
  ],
};

/** Call of a tool, as a model wrote it. */
export interface ToolCall {
  readonly name?: string | undefined;
  readonly input?: unknown;
}

type ToolOutcome = (typeof TOOL_OUTCOMES)[number] | FailureCode;

export interface ToolAnswer {
  /** Name of a known tool; `unknown` for a name that the model made up. */
  readonly tool: string;
  readonly outcome: ToolOutcome;
  /** Text for the model. */
  readonly text: string;
  /** Passages that a search found. */
  readonly passages?: number;
}

/** The tools of one run: they search documents as `ask` does, or compute. No input of a model reaches anything else. */
export class Tools {
  readonly found = new FoundPassages();
  /** The last failure of a search that no later one made good. */
  searchFailure: { readonly error: unknown; readonly subject: string | undefined } | undefined;
  private readonly done = new Set<string>();
  private readonly screening: Screening | undefined;

  constructor(
    private readonly question: Question,
    private readonly settings: Settings,
    private readonly clients: Clients,
    private readonly call: Call,
  ) {
    this.screening = screeningOf(settings, clients);
  }

  /** Answers one call. A failure is an answer for the model, with nothing in it that it did not write or know. */
  async answer({ name = '', input }: ToolCall): Promise<ToolAnswer> {
    const pure = Object.hasOwn(PURE_TOOLS, name) ? PURE_TOOLS[name] : undefined;
    if (name !== SEARCH && !pure) return failed('unknown', 'unknown_tool', 'there is no tool of this name');
    const checked = readInput(pure?.fields ?? SEARCH_FIELDS, input);
    if (typeof checked === 'string') return failed(name, 'invalid_input', checked);
    const key = JSON.stringify([name, checked]);
    if (this.done.has(key)) return failed(name, 'repeated', 'the same call has its result above');
    const answer = pure ? compute(name, () => pure.run(checked)) : await this.search(checked as { query: string });
    if (answer.outcome === 'ok') this.done.add(key);
    return answer;
  }

  private async search({ query }: { readonly query: string }): Promise<ToolAnswer> {
    if (this.found.isFull) {
      return failed(SEARCH, 'too_many_passages', `${LIMITS.run.passages} passages were found: answer from them`);
    }
    // Each passage of a search can be new. Blocked ones are not found, so that the limit above does not count them.
    if ((this.screening?.calls ?? 0) + this.question.numberOfResults > LIMITS.run.evaluations) {
      return failed(SEARCH, 'too_many_evaluations', 'no more searches are possible: answer from the passages above');
    }
    try {
      const asked = { ...this.question, text: query };
      const retrieval = await retrieve(asked, this.settings, this.clients, this.call, this.screening);
      this.searchFailure = undefined;
      const { fresh, known } = this.found.add(retrieval);
      await this.call.answer.event('passages', JSON.stringify({ ...retrieval, passages: fresh }));
      const text = [
        ...(fresh.length > 0 ? [quote(fresh)] : []),
        ...(known.length > 0 ? [`Found before: ${known.map((number) => `[${number}]`).join(', ')}`] : []),
      ].join('\n');
      const passages = fresh.length + known.length;
      return { tool: SEARCH, outcome: 'ok', text: text || 'No passage was found.', passages };
    } catch (error) {
      // The end of the time or of the caller is no failure of the search.
      if (this.call.signal.aborted) throw error;
      const { seen } = this.call;
      const { code, retryable } = failureOf(error, seen.subject, this.settings.region);
      if (!retryable) throw error;
      this.searchFailure = { error, subject: seen.subject };
      seen.subject = undefined;
      return failed(SEARCH, code, 'the search is not available at the moment');
    }
  }
}

const failed = (tool: string, outcome: ToolOutcome, words: string): ToolAnswer => ({
  tool,
  outcome,
  text: `Error: ${words}.`,
});

function compute(tool: string, run: () => string): ToolAnswer {
  try {
    return { tool, outcome: 'ok', text: run() };
  } catch (error) {
    if (error instanceof ToolError) return failed(tool, 'no_result', error.message);
    throw error;
  }
}
