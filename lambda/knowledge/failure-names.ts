import { CODES, named } from '../shared/failures/failures';

interface ErrorLike {
  readonly name?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/**
 * Returns an error of Bedrock under the name that it has for one kind of call: a resource that is not found is a model, a
 * knowledge base or an agent.
 *
 * @param names by the name of Bedrock; `refused` is that of every other refusal
 */
export function renamed(error: unknown, names: Readonly<Record<string, string>>): unknown {
  const { name = '', $metadata } = error as ErrorLike;
  const status = $metadata?.httpStatusCode ?? 0;
  const isRefusal = status >= 400 && status < 500 && !Object.hasOwn(CODES, name);
  const own = Object.hasOwn(names, name) ? names[name] : isRefusal && names.refused;
  return own ? Object.assign(named(own), { $metadata }) : error;
}
