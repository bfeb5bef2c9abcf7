import { Environment, type Guardrail, modelsIn, nameIn, wholeNumberIn } from '../shared/environment';
import { isObject } from '../shared/fields';
import { ENV, LIMITS } from './contract';

export interface Settings {
  readonly knowledgeBaseId: string;
  /** The first one is the default. */
  readonly allowedModels: readonly [string, ...string[]];
  /** Groups of each audience. */
  readonly audiences: ReadonlyMap<string, readonly string[]>;
  readonly numberOfResults: number;
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
  const settings: Settings = {
    knowledgeBaseId: environment.demand(ENV.knowledgeBaseId, nameIn, 'the id of a knowledge base'),
    allowedModels: environment.demand(ENV.allowedModels, modelsIn, 'a JSON array of at least one model id'),
    audiences: environment.demand(ENV.audiences, audiencesIn, 'a JSON object of lists of groups'),
    numberOfResults: environment.demand(
      ENV.numberOfResults,
      wholeNumberIn(1, LIMITS.results),
      `a whole number from 1 to ${LIMITS.results}`,
    ),
    deployment: environment.demand(ENV.deployment, nameIn, 'a name without spaces'),
    // Lambda sets it.
    ...(env.AWS_REGION && { region: env.AWS_REGION }),
    ...(guardrail && { guardrail }),
  };
  environment.check('knowledge function');
  return settings;
};

const audiencesIn = (text: string | undefined): Settings['audiences'] | undefined => {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (!isObject(value)) return undefined;
    const entries = Object.entries(value).map(([name, groups]) => [name, groupsIn(groups)] as const);
    return entries.every(([, groups]) => groups) ? new Map(entries as [string, string[]][]) : undefined;
  } catch {
    return undefined;
  }
};

const groupsIn = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((group) => nameIn(group) !== undefined) ? value : undefined;
