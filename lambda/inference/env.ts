import { Environment, type Guardrail, modelsIn, nameIn, wholeNumberIn } from '../shared/environment';
import { ENV } from './contract';

export interface Settings {
  /** The first one is the default. */
  readonly allowedModels: readonly [string, ...string[]];
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
  const settings: Settings = {
    allowedModels: environment.demand(ENV.allowedModels, modelsIn, 'a JSON array of at least one model id'),
    maxRequestBytes: environment.demand(
      ENV.maxRequestBytes,
      wholeNumberIn(1, LARGEST_REQUEST),
      `a whole number from 1 to ${LARGEST_REQUEST}`,
    ),
    deployment: environment.demand(ENV.deployment, nameIn, 'a name without spaces'),
    // Lambda sets it.
    ...(env.AWS_REGION && { region: env.AWS_REGION }),
  };
  const guardrail = environment.guardrail({ id: ENV.guardrailId, version: ENV.guardrailVersion });
  environment.check('inference function');
  return guardrail ? { ...settings, guardrail } : settings;
};
