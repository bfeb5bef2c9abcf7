import { Environment, type Guardrail, modelsIn, nameIn, wholeNumberIn } from '../shared/environment';
import { type Fields, isObject } from '../shared/fields';
import { type AgentLimits, type Delegated, ENV, LIMITS } from './contract';

export interface Settings {
  readonly knowledgeBaseId: string;
  /** The first one is the default. */
  readonly allowedModels: readonly [string, ...string[]];
  /** Groups of each audience. */
  readonly audiences: ReadonlyMap<string, readonly string[]>;
  readonly numberOfResults: number;
  /** @default - runAgent is off */
  readonly agent?: AgentLimits;
  /** @default - the function answers itself */
  readonly delegated?: Delegated;
  readonly deployment: string;
  /** Region of the function, for messages. */
  readonly region?: string;
  /** @default - the deployment has none */
  readonly guardrail?: Guardrail;
}

/** Reads the environment at start. @throws Error that names every variable that is missing or wrong */
export const readSettings = (env: Readonly<Record<string, string | undefined>>): Settings => {
  const environment = new Environment(env);
  const guardrail = environment.guardrail({ id: ENV.guardrailId, version: ENV.guardrailVersion });
  const agent =
    environment.optional(ENV.agent) && environment.demand(ENV.agent, agentIn, 'a JSON object with the limits of a run');
  const delegated =
    environment.optional(ENV.delegated) &&
    environment.demand(ENV.delegated, delegatedIn, 'a JSON object with retrieveAndGenerate or agentAlias');
  const settings: Settings = {
    knowledgeBaseId: environment.demand(ENV.knowledgeBaseId, nameIn, 'the id of a knowledge base'),
    allowedModels: environment.demand(ENV.allowedModels, modelsIn, 'a JSON array of at least one model id'),
    audiences: environment.demand(
      ENV.audiences,
      delegated ? noAudiencesIn : audiencesIn,
      delegated ? '{}: the delegated function sees unrestricted documents only' : 'a JSON object of lists of groups',
    ),
    numberOfResults: environment.demand(
      ENV.numberOfResults,
      wholeNumberIn(1, LIMITS.results),
      `a whole number from 1 to ${LIMITS.results}`,
    ),
    deployment: environment.demand(ENV.deployment, nameIn, 'a name without spaces'),
    // Lambda sets it.
    ...(env.AWS_REGION && { region: env.AWS_REGION }),
    ...(guardrail && { guardrail }),
    ...(agent && { agent }),
    ...(delegated && { delegated }),
  };
  environment.check('knowledge function');
  return settings;
};

const LIMIT_NAMES = ['maxTurns', 'maxTokens', 'maxSeconds'] as const satisfies readonly (keyof AgentLimits)[];

const agentIn = (text: string | undefined): AgentLimits | undefined => {
  const value = jsonIn(text);
  const isLimit = (name: string) => Number.isSafeInteger(value?.[name]) && Number(value?.[name]) > 0;
  return LIMIT_NAMES.every(isLimit) ? (value as unknown as AgentLimits) : undefined;
};

const delegatedIn = (text: string | undefined): Delegated | undefined => {
  const { retrieveAndGenerate, agentAlias, ...others } = jsonIn(text) ?? {};
  if (Object.keys(others).length > 0 || (retrieveAndGenerate !== true && agentAlias === undefined)) return undefined;
  if (retrieveAndGenerate !== undefined && retrieveAndGenerate !== true) return undefined;
  if (agentAlias === undefined) return { retrieveAndGenerate: true };
  const { agentId, aliasId } = isObject(agentAlias) ? agentAlias : {};
  const isId = (id: unknown): id is string => typeof id === 'string' && /^[0-9A-Za-z]{10}$/.test(id);
  if (!isId(agentId) || !isId(aliasId)) return undefined;
  return { agentAlias: { agentId, aliasId }, ...(retrieveAndGenerate && { retrieveAndGenerate }) };
};

/** Reads a JSON object. */
const jsonIn = (text: string | undefined): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const audiencesIn = (text: string | undefined): Settings['audiences'] | undefined => {
  const value = jsonIn(text);
  if (!value) return undefined;
  const entries = Object.entries(value).map(([name, groups]) => [name, groupsIn(groups)] as const);
  return entries.every(([, groups]) => groups) ? new Map(entries as [string, string[]][]) : undefined;
};

const noAudiencesIn = (text: string | undefined): Settings['audiences'] | undefined => {
  const audiences = audiencesIn(text);
  return audiences?.size === 0 ? audiences : undefined;
};

const groupsIn = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((group) => nameIn(group) !== undefined) ? value : undefined;
