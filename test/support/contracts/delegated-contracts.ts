import { ContractBook } from './contract-book';
import { filterFor, type KnowledgeGiven } from './knowledge-contracts';
import { anything, closed, exactly, like, oneOf } from './shape';

/** Settings that decide what the delegated function sends. */
export interface DelegatedGiven extends KnowledgeGiven {
  readonly agentAlias?: { readonly agentId: string; readonly aliasId: string } | undefined;
}

/** Base, model, guardrail and filter are those of the deployment; there is no other kind of source, and no session. */
const generation = ({ knowledgeBaseId, allowedModels, guardrail, groups }: DelegatedGiven) =>
  closed({
    input: closed({ text: like(/./s) }),
    retrieveAndGenerateConfiguration: closed({
      type: exactly('KNOWLEDGE_BASE'),
      knowledgeBaseConfiguration: closed({
        knowledgeBaseId: exactly(knowledgeBaseId),
        modelArn: oneOf(...allowedModels),
        retrievalConfiguration: closed({
          vectorSearchConfiguration: closed({ numberOfResults: anything, filter: filterFor(groups) }),
        }),
        generationConfiguration: closed({
          inferenceConfig: closed({ textInferenceConfig: closed({ maxTokens: anything }) }),
          ...(guardrail && {
            guardrailConfiguration: exactly({ guardrailId: guardrail.id, guardrailVersion: guardrail.version }),
          }),
        }),
      }),
    }),
  });

/** Contracts of the requests that the delegated function sends, by operation. */
export const DELEGATED_CONTRACTS = new ContractBook<DelegatedGiven>({
  retrieveAndGenerate: generation,
  retrieveAndGenerateStream: generation,
  invokeAgent: ({ agentAlias }) =>
    closed({
      agentId: exactly(agentAlias?.agentId),
      agentAliasId: exactly(agentAlias?.aliasId),
      sessionId: like(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
      inputText: like(/./s),
      enableTrace: exactly(false),
    }),
});

/** Reads a request as fields of its API, and holds it against its contract. */
export function delegatedBreaches(
  { url, body }: { readonly url: string; readonly body: string },
  given: DelegatedGiven,
): readonly string[] {
  const json = JSON.parse(body) as object;
  const [, agentId, agentAliasId, sessionId] =
    /^\/agents\/([^/]+)\/agentAliases\/([^/]+)\/sessions\/([^/]+)\/text$/.exec(url) ?? [];
  if (agentId) {
    return DELEGATED_CONTRACTS.breaches('invokeAgent', { ...json, agentId, agentAliasId, sessionId }, given);
  }
  return DELEGATED_CONTRACTS.breaches(url.slice(1), json, given);
}
