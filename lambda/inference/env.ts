import { ENV } from './contract';

export interface Guardrail {
  readonly id: string;
  readonly version: string;
}

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

const nameIn = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\S+$/.test(value) ? value : undefined;

const bytesIn = (text: string | undefined): number | undefined =>
  text && /^\d{1,7}$/.test(text) && Number(text) > 0 && Number(text) <= LARGEST_REQUEST ? Number(text) : undefined;

const modelsIn = (text: string | undefined): Settings['allowedModels'] | undefined => {
  try {
    const value: unknown = JSON.parse(text ?? '');
    const [first, ...others] = Array.isArray(value) ? value.map(nameIn) : [];
    return first !== undefined && others.every((other) => other !== undefined) ? [first, ...others] : undefined;
  } catch {
    return undefined;
  }
};

/** Reads the environment at start. @throws Error that names every variable that is missing or wrong */
export const readSettings = (env: Readonly<Record<string, string | undefined>>): Settings => {
  const problems: string[] = [];
  const demand = <T>(name: string, value: T | undefined, expected: string): T => {
    if (value === undefined) problems.push(`${name} ${env[name] ? 'is wrong' : 'is missing'}: expected ${expected}`);
    // Undefined only after a problem, and then the function throws below.
    return value as T;
  };

  const settings: Settings = {
    allowedModels: demand(ENV.allowedModels, modelsIn(env[ENV.allowedModels]), 'a JSON array of at least one model id'),
    maxRequestBytes: demand(
      ENV.maxRequestBytes,
      bytesIn(env[ENV.maxRequestBytes]),
      `a whole number from 1 to ${LARGEST_REQUEST}`,
    ),
    deployment: demand(ENV.deployment, nameIn(env[ENV.deployment]), 'a name without spaces'),
    // Lambda sets it.
    ...(env.AWS_REGION && { region: env.AWS_REGION }),
  };
  const id = env[ENV.guardrailId] || undefined;
  const version = env[ENV.guardrailVersion] || undefined;
  if (version) demand(ENV.guardrailId, id, `an id, because ${ENV.guardrailVersion} is set`);
  if (id) demand(ENV.guardrailVersion, version, `a version, because ${ENV.guardrailId} is set`);

  if (problems.length > 0) throw new Error(`Wrong environment of the inference function:\n  ${problems.join('\n  ')}`);
  return id && version ? { ...settings, guardrail: { id, version } } : settings;
};
