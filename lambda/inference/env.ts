import { Environment, type Guardrail, modelsIn, nameIn, wholeNumberIn } from '../shared/environment';
import { isObject } from '../shared/fields';
import { ENV } from './contract';

export interface Settings {
  /** The first one is the default. */
  readonly allowedModels: readonly [string, ...string[]];
  /** Models of each team, in the order of `allowedModels`. @default - no teams */
  readonly teams?: ReadonlyMap<string, readonly string[]>;
  readonly maxRequestBytes: number;
  readonly deployment: string;
  /** Region of the function, for messages. */
  readonly region?: string;
  /** Absent if the deployment has none; a request may then name one. */
  readonly guardrail?: Guardrail;
}

/** Lambda refuses larger requests itself. */
const LARGEST_REQUEST = 6 * 1024 * 1024;

/** Reads the environment at start. @throws Error that names every variable that is missing or wrong */
export const readSettings = (env: Readonly<Record<string, string | undefined>>): Settings => {
  const environment = new Environment(env);
  const allowedModels = environment.demand(ENV.allowedModels, modelsIn, 'a JSON array of at least one model id');
  const teams =
    environment.optional(ENV.teams) &&
    environment.demand(ENV.teams, teamsIn(allowedModels?.length), 'a JSON object with as many models for each team');
  const settings: Settings = {
    allowedModels,
    maxRequestBytes: environment.demand(
      ENV.maxRequestBytes,
      wholeNumberIn(1, LARGEST_REQUEST),
      `a whole number from 1 to ${LARGEST_REQUEST}`,
    ),
    deployment: environment.demand(ENV.deployment, nameIn, 'a name without spaces'),
    // Lambda sets it.
    ...(env.AWS_REGION && { region: env.AWS_REGION }),
    ...(teams && { teams }),
  };
  const guardrail = environment.guardrail({ id: ENV.guardrailId, version: ENV.guardrailVersion });
  environment.check('inference function');
  return guardrail ? { ...settings, guardrail } : settings;
};

/** Reads an object with a list of models for each team, all as long as the list of allowed models. */
const teamsIn =
  (count: number | undefined) =>
  (text: string | undefined): Settings['teams'] | undefined => {
    let value: unknown;
    try {
      value = JSON.parse(text ?? '');
    } catch {
      return undefined;
    }
    if (!isObject(value)) return undefined;
    const teams = Object.entries(value).map(
      ([team, models]) => [team, modelsIn(JSON.stringify(models)) ?? []] as const,
    );
    return teams.every(([, models]) => models.length === count) ? new Map(teams) : undefined;
  };
