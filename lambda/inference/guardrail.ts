import type { Operation } from './contract';
import type { Guardrail } from './env';
import { type Issues, join } from './issues';

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The fields of a request, with the deployment's guardrail in them. The caller may choose its trace and how a stream is
 * processed, and may repeat its name; any other name is an issue.
 */
export const withGuardrail = (
  operation: Operation,
  fields: Fields,
  guardrail: Guardrail | undefined,
  issues: Issues,
): Fields => {
  if (!guardrail) return fields;
  if (operation === 'invokeModel' || operation === 'invokeModelWithResponseStream')
    return enforce(fields, guardrail, '', issues);

  const config = fields.guardrailConfig === undefined ? {} : fields.guardrailConfig;
  if (!isObject(config)) return fields;
  return { ...fields, guardrailConfig: enforce(config, guardrail, 'guardrailConfig', issues) };
};

const enforce = (named: Fields, { id, version }: Guardrail, path: string, issues: Issues): Fields => {
  const ours: Fields = { guardrailIdentifier: id, guardrailVersion: version };
  for (const [name, value] of Object.entries(ours)) {
    if (named[name] !== undefined && named[name] !== value) {
      issues.add(join(path, name), 'names another guardrail than that of this deployment; leave it out');
    }
  }
  return { ...named, ...ours };
};
