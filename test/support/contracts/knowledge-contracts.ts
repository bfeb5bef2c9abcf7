import { ContractBook } from './contract-book';
import { anything, closed, exactly, like, listOf, mapOf, oneOf, optional, type Shape } from './shape';

/** Settings that decide what the knowledge function sends. */
export interface KnowledgeGiven {
  readonly knowledgeBaseId: string;
  readonly allowedModels: readonly string[];
  readonly guardrail?: { readonly id: string; readonly version: string } | undefined;
  /** Groups of the alias that was called; empty for none. */
  readonly groups: readonly string[];
}

/** The filter of the audience, alone or in front of that of the caller: nothing is retrieved without it. */
export const filterFor = (groups: readonly string[]): Shape => {
  const own = (value: unknown) => {
    const { listContains, orAll = [listContains === undefined ? value : { listContains }] } = (value ?? {}) as Filter;
    const allowed = ['everyone', ...groups];
    return orAll.every((one) => {
      const { key, value: group } = (one as Filter).listContains ?? {};
      return key === 'allowedGroups' && allowed.includes(String(group));
    });
  };
  return (value, path) => {
    const { andAll } = (value ?? {}) as Filter;
    return (andAll ? andAll.some(own) : own(value)) ? [] : [`${path} does not limit the audience`];
  };
};

interface Filter {
  readonly listContains?: { readonly key?: unknown; readonly value?: unknown };
  readonly andAll?: readonly unknown[];
  readonly orAll?: readonly unknown[];
}

/** Contracts of the requests that the knowledge function sends, by operation. */
export const KNOWLEDGE_CONTRACTS = new ContractBook<KnowledgeGiven>({
  retrieve: ({ knowledgeBaseId, groups }) =>
    closed({
      knowledgeBaseId: exactly(knowledgeBaseId),
      retrievalQuery: closed({ text: like(/./s) }),
      retrievalConfiguration: closed({
        vectorSearchConfiguration: closed({ numberOfResults: anything, filter: filterFor(groups) }),
      }),
    }),
  // A call of an invocation before, which has a guardrail, can arrive after that has given up.
  applyGuardrail: ({ guardrail }) =>
    closed({
      guardrailIdentifier: guardrail ? exactly(guardrail.id) : like(/./),
      guardrailVersion: guardrail ? exactly(guardrail.version) : like(/^[1-9]\d*$/),
      source: exactly('INPUT'),
      content: listOf(closed({ text: closed({ text: like(/./s) }) })),
    }),
  converseStream: ({ allowedModels, guardrail }) =>
    closed({
      modelId: oneOf(...allowedModels),
      messages: anything,
      system: optional(anything),
      inferenceConfig: mapOf(anything),
      ...(guardrail && {
        guardrailConfig: exactly({
          ...{ guardrailIdentifier: guardrail.id, guardrailVersion: guardrail.version },
          ...{ trace: 'disabled', streamProcessingMode: 'sync' },
        }),
      }),
    }),
});

/** Each call of a tool has exactly one result, in the message after it. No block is blank. */
const conversation: Shape = (value, path) => {
  const messages = value as readonly Message[];
  return messages.flatMap(({ role, content }, index) => {
    const isOurs = index % 2 === 0;
    const calls = content.flatMap(({ toolUse }) => toolUse?.toolUseId ?? []);
    const results = (messages[index + 1]?.content ?? []).flatMap(({ toolResult }) => toolResult?.toolUseId ?? []);
    const texts = content.flatMap(({ text, toolResult }) => [
      text,
      ...(toolResult?.content ?? []).map((of) => of.text),
    ]);
    return [
      ...(role === (isOurs ? 'user' : 'assistant') ? [] : [`${path}[${index}] has a role out of turn`]),
      ...(isOurs || String(calls) === String(results) ? [] : [`${path}[${index}] has calls without a result`]),
      ...(texts.some((text) => text?.trim() === '') ? [`${path}[${index}] has a blank text`] : []),
    ];
  });
};

interface Message {
  readonly role: string;
  readonly content: readonly Block[];
}

interface Block {
  readonly text?: string;
  readonly toolUse?: { readonly toolUseId: string };
  readonly toolResult?: { readonly toolUseId: string; readonly content: readonly { readonly text?: string }[] };
}

const TOOLS = ['retrieve', 'calculate', 'days_between', 'add_to_date'];

/** Contracts of the requests that only a run of the agent sends. */
export const AGENT_CONTRACTS = new ContractBook<KnowledgeGiven>({
  converse: ({ allowedModels, guardrail }) =>
    closed({
      modelId: oneOf(...allowedModels),
      messages: conversation,
      system: listOf(closed({ text: like(/Today is \d{4}-\d\d-\d\d/) })),
      toolConfig: closed({
        tools: listOf(
          closed({
            toolSpec: closed({
              name: oneOf(...TOOLS),
              description: like(/./),
              inputSchema: closed({
                // All that Amazon Nova takes of a schema.
                json: closed({ type: exactly('object'), properties: mapOf(anything), required: listOf(like(/./)) }),
              }),
            }),
          }),
        ),
      }),
      inferenceConfig: closed({ maxTokens: (value, path) => (Number(value) > 0 ? [] : [`${path} is not positive`]) }),
      ...(guardrail && {
        guardrailConfig: exactly({
          ...{ guardrailIdentifier: guardrail.id, guardrailVersion: guardrail.version, trace: 'disabled' },
        }),
      }),
    }),
});

/** Reads a request as fields of its API, and holds it against its contract. */
export function knowledgeBreaches(
  { url, body }: { readonly url: string; readonly body: string },
  given: KnowledgeGiven,
): readonly string[] {
  const json = JSON.parse(body) as object;
  const path = decodeURIComponent(url);
  const [, knowledgeBaseId] = /^\/knowledgebases\/([^/]+)\/retrieve$/.exec(path) ?? [];
  if (knowledgeBaseId) return KNOWLEDGE_CONTRACTS.breaches('retrieve', { ...json, knowledgeBaseId }, given);
  const [, guardrailIdentifier, guardrailVersion] = /^\/guardrail\/([^/]+)\/version\/([^/]+)\/apply$/.exec(path) ?? [];
  if (guardrailIdentifier) {
    const request = { ...json, guardrailIdentifier, guardrailVersion };
    return KNOWLEDGE_CONTRACTS.breaches('applyGuardrail', request, given);
  }
  const [, modelId, operation] = /^\/model\/(.+)\/(converse(?:-stream)?)$/.exec(path) ?? [];
  if (!modelId) return [`${url} has no contract`];
  return operation === 'converse'
    ? AGENT_CONTRACTS.breaches('converse', { ...json, modelId }, given)
    : KNOWLEDGE_CONTRACTS.breaches('converseStream', { ...json, modelId }, given);
}

const INVENTORY = like(/^sha256:[\da-f]{64}$/);
const BASE = { KnowledgeBaseId: exactly('KB12345678'), DataSourceId: exactly('DS12345678') };

const event = (DetailType: string, detail: Readonly<Record<string, Shape>>): Shape =>
  closed({
    Source: exactly('private-bedrock.knowledge'),
    DetailType: exactly(DetailType),
    Detail: closed({ deployment: exactly('test'), ...detail }),
  });

const synced = event('Documents are synced', {
  report: like(/^sync-reports\/[\w-]+\.json$/),
  failed: anything,
  rejected: anything,
});
const failed = event('Sync failed', { failure: like(/^[A-Z][A-Za-z]+$/) });

/** Contracts of the calls of the ingestion workflow, by operation as its states name it. */
export const INGESTION_CONTRACTS = new ContractBook<undefined>({
  'check-documents': () => closed({ step: exactly('check-documents') }),
  'report-sync': () => closed({ step: exactly('report-sync'), inventory: INVENTORY, job: anything }),
  'bedrockagent:listIngestionJobs': () =>
    closed({ ...BASE, SortBy: exactly({ Attribute: 'STARTED_AT', Order: 'DESCENDING' }), MaxResults: exactly(1) }),
  'bedrockagent:startIngestionJob': () =>
    closed({ ...BASE, Description: INVENTORY, ClientToken: like(/^[\da-f]{64}$/) }),
  'bedrockagent:getIngestionJob': () => closed({ ...BASE, IngestionJobId: like(/^JOB\d+$/) }),
  'events:putEvents': () =>
    closed({
      Entries: listOf((value, path) => {
        const [one, other] = [synced(value, path), failed(value, path)];
        return one.length === 0 || other.length === 0 ? [] : one;
      }),
    }),
});
